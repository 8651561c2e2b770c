@NullMarked
package io.rmaflow.notification;

import org.jspecify.annotations.NullMarked;
