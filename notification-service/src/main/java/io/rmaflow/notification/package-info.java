/**
 * The service that writes to people: it takes in the events of the others, decides which of them is
 * told to whom, and keeps a log of what was sent.
 */
@NullMarked
package io.rmaflow.notification;

import org.jspecify.annotations.NullMarked;
