@NullMarked
package io.rmaflow.notification.delivery;

import org.jspecify.annotations.NullMarked;
