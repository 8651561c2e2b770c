/** What is taken in together is taken in as if it came singly. */
@NullMarked
package io.rmaflow.notification.intake;

import org.jspecify.annotations.NullMarked;
