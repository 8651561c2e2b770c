/**
 * The log of what is to be sent and was sent, and the sending: over SMTP, at least once, under one
 * Message-ID for each causing event and recipient.
 */
@NullMarked
package io.rmaflow.notification.delivery;

import org.jspecify.annotations.NullMarked;
