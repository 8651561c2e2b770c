/** What every capability's rules answer, and how an aggregate turns it into events. */
@NullMarked
package io.rmaflow.contract.decision;

import org.jspecify.annotations.NullMarked;
