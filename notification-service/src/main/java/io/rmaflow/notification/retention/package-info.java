/** For how long this service keeps what it tells persons and subscribers. */
@NullMarked
package io.rmaflow.notification.retention;

import org.jspecify.annotations.NullMarked;
