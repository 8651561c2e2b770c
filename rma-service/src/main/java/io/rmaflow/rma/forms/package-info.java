/** Forms that customers download, fill in and send with a request (RMA-3, RMA-7). */
@NullMarked
package io.rmaflow.rma.forms;

import org.jspecify.annotations.NullMarked;
