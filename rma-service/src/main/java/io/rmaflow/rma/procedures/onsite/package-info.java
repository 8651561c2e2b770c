/** On-site maintenance (オンサイト保守): the exchange at the customer's site (ONS). */
@NullMarked
package io.rmaflow.rma.procedures.onsite;

import org.jspecify.annotations.NullMarked;
