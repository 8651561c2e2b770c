/** What a call costs that does nothing but store one row; the measure for the services' calls. */
@NullMarked
package io.rmaflow.bare;

import org.jspecify.annotations.NullMarked;
