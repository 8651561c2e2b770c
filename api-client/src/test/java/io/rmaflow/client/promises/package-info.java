/** What callers have been promised, and that it is kept. */
@NullMarked
package io.rmaflow.client.promises;

import org.jspecify.annotations.NullMarked;
