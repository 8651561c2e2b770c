/** What the modules of the platform set where a service sets nothing. */
@NullMarked
package io.rmaflow.kit.defaults;

import org.jspecify.annotations.NullMarked;
