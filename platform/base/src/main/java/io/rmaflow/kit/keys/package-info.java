/**
 * Keys as the configuration gives them: 32 random bytes, and nothing that somebody has thought of.
 */
@NullMarked
package io.rmaflow.kit.keys;

import org.jspecify.annotations.NullMarked;
