/** What notification-service tells. */
@NullMarked
package io.rmaflow.events.notification;

import org.jspecify.annotations.NullMarked;
