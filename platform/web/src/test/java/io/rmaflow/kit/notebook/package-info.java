/** A small web service of the tests: notes in a table, and controllers that fail when told to. */
@NullMarked
package io.rmaflow.kit.notebook;

import org.jspecify.annotations.NullMarked;
