/** Tests of what callers may take up. */
@NullMarked
package io.rmaflow.kit.web.limits;

import org.jspecify.annotations.NullMarked;
