@NullMarked
package io.rmaflow.kit.audit.retention;

import org.jspecify.annotations.NullMarked;
