/** One spelling for every identifier, also of what was stored before there was one. */
@NullMarked
package io.rmaflow.kit.identity;

import org.jspecify.annotations.NullMarked;
