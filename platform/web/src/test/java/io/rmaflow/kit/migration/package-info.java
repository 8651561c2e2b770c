/** What the role of a service may do with its tables, on a real PostgreSQL. */
@NullMarked
package io.rmaflow.kit.migration;

import org.jspecify.annotations.NullMarked;
