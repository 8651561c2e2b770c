/**
 * How events travel: every family of the published language by its declared names and versions, and
 * what stands round a payload. It alone knows all families; they know nothing of it.
 */
@NullMarked
package io.rmaflow.events.wire;

import org.jspecify.annotations.NullMarked;
