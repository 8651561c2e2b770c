/** Tests of how records are made of requests. */
@NullMarked
package io.rmaflow.kit.web.reading;

import org.jspecify.annotations.NullMarked;
