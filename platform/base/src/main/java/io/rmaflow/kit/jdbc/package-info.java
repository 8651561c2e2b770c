/** What is written to the database: many small writes together, and texts that it can hold. */
@NullMarked
package io.rmaflow.kit.jdbc;

import org.jspecify.annotations.NullMarked;
