@NullMarked
package io.rmaflow.kit.web.access;

import org.jspecify.annotations.NullMarked;
