/** Tests of the forms. */
@NullMarked
package io.rmaflow.rma.forms;

import org.jspecify.annotations.NullMarked;
