/** Many small writes of one transaction, sent to the database together. */
@NullMarked
package io.rmaflow.kit.jdbc;

import org.jspecify.annotations.NullMarked;
