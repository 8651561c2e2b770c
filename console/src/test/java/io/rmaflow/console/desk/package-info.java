@NullMarked
package io.rmaflow.console.desk;

import org.jspecify.annotations.NullMarked;
