@NullMarked
package io.rmaflow.kit.loop;

import org.jspecify.annotations.NullMarked;
