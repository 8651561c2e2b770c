@NullMarked
package io.rmaflow.identity;

import org.jspecify.annotations.NullMarked;
