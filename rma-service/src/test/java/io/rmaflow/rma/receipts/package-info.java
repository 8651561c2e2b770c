@NullMarked
package io.rmaflow.rma.receipts;

import org.jspecify.annotations.NullMarked;
