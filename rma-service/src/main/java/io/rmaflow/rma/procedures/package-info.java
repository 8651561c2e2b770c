/** The procedures by which a case is handled; this package alone knows them all. */
@NullMarked
package io.rmaflow.rma.procedures;

import org.jspecify.annotations.NullMarked;
