/**
 * Which event is told to whom, and what is said: pure decisions over the events of a case or a
 * contract. Timing is not here; the other services say when (NOT-1, NOT-7).
 */
@NullMarked
package io.rmaflow.notification.mail;

import org.jspecify.annotations.NullMarked;
