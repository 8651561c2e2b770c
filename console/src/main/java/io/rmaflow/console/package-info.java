/** Pages for persons, made on the server; what they show and do is asked of the three services. */
@NullMarked
package io.rmaflow.console;

import org.jspecify.annotations.NullMarked;
