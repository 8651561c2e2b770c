/** On-site maintenance: an engineer comes (ONS). */
@NullMarked
package io.rmaflow.rma.procedures.onsite;

import org.jspecify.annotations.NullMarked;
