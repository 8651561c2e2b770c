/** What a unit is entitled to at an instant, and what it is denied, each with its clause. */
@NullMarked
package io.rmaflow.contract.entitlement;

import org.jspecify.annotations.NullMarked;
