/** What the parts that work by themselves have in common. */
@NullMarked
package io.rmaflow.notification.work;

import org.jspecify.annotations.NullMarked;
