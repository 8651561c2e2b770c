@NullMarked
package io.rmaflow.console.casepage;

import org.jspecify.annotations.NullMarked;
