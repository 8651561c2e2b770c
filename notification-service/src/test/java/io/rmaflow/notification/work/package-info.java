@NullMarked
package io.rmaflow.notification.work;

import org.jspecify.annotations.NullMarked;
