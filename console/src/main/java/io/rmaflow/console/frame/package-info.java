/** What every page stands in: who looks, in which language, how the services are asked. */
@NullMarked
package io.rmaflow.console.frame;

import org.jspecify.annotations.NullMarked;
