/** What every case has and no procedure: how the due times of a case are kept. */
@NullMarked
package io.rmaflow.rma.casefile;

import org.jspecify.annotations.NullMarked;
