/** The first page: one search box, and what is known about the one thing that was meant. */
@NullMarked
package io.rmaflow.console.desk;

import org.jspecify.annotations.NullMarked;
