/** The time that the business goes by, apart from the machine's own clock. */
@NullMarked
package io.rmaflow.kit.clock;

import org.jspecify.annotations.NullMarked;
