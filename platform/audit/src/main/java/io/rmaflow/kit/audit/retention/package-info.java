/**
 * Forgets what a service keeps of persons once nobody needs it any more: after as many days as a
 * setting says, by the business clock, each erasure an event. What would be forgotten can be listed
 * before.
 */
@NullMarked
package io.rmaflow.kit.audit.retention;

import org.jspecify.annotations.NullMarked;
