/**
 * How a text is read as a value: the same for a field of a request, a parameter of a query and a
 * column of a file.
 */
@NullMarked
package io.rmaflow.events.values;

import org.jspecify.annotations.NullMarked;
