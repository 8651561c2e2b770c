/** What every rule answers, whichever capability it belongs to. */
@NullMarked
package io.rmaflow.contract.decision;

import org.jspecify.annotations.NullMarked;
