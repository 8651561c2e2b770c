/** A customer's standing: who owes an overdue unit, and what that refuses (CSB-26, A-61). */
@NullMarked
package io.rmaflow.rma.standing;

import org.jspecify.annotations.NullMarked;
