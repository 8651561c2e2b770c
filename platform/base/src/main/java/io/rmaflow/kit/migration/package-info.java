/** Who makes the tables of a service, and what the service itself may do with them. */
@NullMarked
package io.rmaflow.kit.migration;

import org.jspecify.annotations.NullMarked;
