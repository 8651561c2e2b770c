/** What the plan of manufacturer maintenance grants, in a repair and in a triage. */
@NullMarked
package io.rmaflow.rma.parts.manufacturerplan;

import org.jspecify.annotations.NullMarked;
