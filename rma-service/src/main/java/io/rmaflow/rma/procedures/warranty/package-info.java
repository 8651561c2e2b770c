/** The repair under the product warranty (製品保証, WAR). */
@NullMarked
package io.rmaflow.rma.procedures.warranty;

import org.jspecify.annotations.NullMarked;
