/**
 * Read models built anew from their events while the service runs, and events published once more.
 */
@NullMarked
package io.rmaflow.kit.audit.replay;

import org.jspecify.annotations.NullMarked;
