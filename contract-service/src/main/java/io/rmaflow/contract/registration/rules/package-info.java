/** What may be registered, and the warranty that comes with it (REG, WAR). */
@NullMarked
package io.rmaflow.contract.registration.rules;

import org.jspecify.annotations.NullMarked;
