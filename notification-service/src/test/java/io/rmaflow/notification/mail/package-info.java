@NullMarked
package io.rmaflow.notification.mail;

import org.jspecify.annotations.NullMarked;
