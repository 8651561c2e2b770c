@NullMarked
package io.rmaflow.kit.audit.replay;

import org.jspecify.annotations.NullMarked;
