/** On whose side a case waited, for how long: the vendor's, the customer's or the carrier's. */
@NullMarked
package io.rmaflow.rma.responsibility;

import org.jspecify.annotations.NullMarked;
