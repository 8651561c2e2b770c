@NullMarked
package io.rmaflow.console.audit;

import org.jspecify.annotations.NullMarked;
