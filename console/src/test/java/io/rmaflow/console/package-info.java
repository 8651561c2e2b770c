@NullMarked
package io.rmaflow.console;

import org.jspecify.annotations.NullMarked;
