/** The whole from outside: processes, HTTP, Kafka and mail. */
@NullMarked
package io.rmaflow.system;

import org.jspecify.annotations.NullMarked;
