/**
 * Who has read persons' data, and who has done what only an administrator does: recorded before the
 * answer leaves, in streams of the service's own event store that go to no topic and into no feed.
 */
@NullMarked
package io.rmaflow.kit.web.access;

import org.jspecify.annotations.NullMarked;
