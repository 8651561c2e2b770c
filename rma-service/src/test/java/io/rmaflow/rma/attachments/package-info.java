/** Tests of the files that belong to cases. */
@NullMarked
package io.rmaflow.rma.attachments;

import org.jspecify.annotations.NullMarked;
