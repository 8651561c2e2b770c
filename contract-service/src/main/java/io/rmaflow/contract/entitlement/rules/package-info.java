/** What covers a unit on a day, and which software comes with it (GEN). */
@NullMarked
package io.rmaflow.contract.entitlement.rules;

import org.jspecify.annotations.NullMarked;
