/** Measurements against a running stack; they report and judge nothing. */
@NullMarked
package io.rmaflow.stack.bench;

import org.jspecify.annotations.NullMarked;
