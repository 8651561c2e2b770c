/** Tests of the calls that every service has, over real HTTP on a real PostgreSQL. */
@NullMarked
package io.rmaflow.kit.web.calls;

import org.jspecify.annotations.NullMarked;
