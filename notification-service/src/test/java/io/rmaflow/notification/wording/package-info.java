@NullMarked
package io.rmaflow.notification.wording;

import org.jspecify.annotations.NullMarked;
