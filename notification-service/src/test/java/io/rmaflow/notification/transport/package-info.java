@org.jspecify.annotations.NullMarked
package io.rmaflow.notification.transport;
