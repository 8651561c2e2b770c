/** Units as their users registered them (REG, WAR-1). */
@NullMarked
package io.rmaflow.contract.registration;

import org.jspecify.annotations.NullMarked;
