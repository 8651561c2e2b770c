/** The warranty: the unit is sent in, repaired and returned (WAR). */
@NullMarked
package io.rmaflow.rma.procedures.warranty;

import org.jspecify.annotations.NullMarked;
