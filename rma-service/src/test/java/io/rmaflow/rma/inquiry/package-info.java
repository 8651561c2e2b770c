/** Tests of inquiries. */
@NullMarked
package io.rmaflow.rma.inquiry;

import org.jspecify.annotations.NullMarked;
