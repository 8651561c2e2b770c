/** Technical inquiries (TEC, VA). */
@NullMarked
package io.rmaflow.rma.procedures.inquiry;

import org.jspecify.annotations.NullMarked;
