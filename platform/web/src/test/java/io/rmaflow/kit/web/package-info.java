/** Tests of the web side, over real HTTP against a real PostgreSQL. */
@NullMarked
package io.rmaflow.kit.web;

import org.jspecify.annotations.NullMarked;
