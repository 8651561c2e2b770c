/**
 * What the vendor sends: the order to logistics, an equivalent product in its place, the dispatch
 * date, and the exchange unit on its way (CSB-1 to CSB-3, CSB-17, CSB-18, CSB-23, MFR-11, DOA-6).
 */
@NullMarked
package io.rmaflow.rma.parts.sending;

import org.jspecify.annotations.NullMarked;
