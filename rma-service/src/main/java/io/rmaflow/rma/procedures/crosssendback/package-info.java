/** Cross-send-back (クロスセンドバック): the exchange in advance (CSB). */
@NullMarked
package io.rmaflow.rma.procedures.crosssendback;

import org.jspecify.annotations.NullMarked;
