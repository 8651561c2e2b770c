/** On-site maintenance (ONS): the arrival target, the visits, the exchange on site. */
@NullMarked
package io.rmaflow.rma.onsite;

import org.jspecify.annotations.NullMarked;
