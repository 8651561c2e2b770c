/** Takes in what the other services tell, and queues the mails that follow from it. */
@NullMarked
package io.rmaflow.notification.intake;

import org.jspecify.annotations.NullMarked;
