/** On-site maintenance (ONS): the arrival target, the visits, the exchange on site. */
@NullMarked
package io.rmaflow.rma.parts.visit;

import org.jspecify.annotations.NullMarked;
