/** Tests of the ways in which many rows are written. */
@NullMarked
package io.rmaflow.kit.jdbc;

import org.jspecify.annotations.NullMarked;
