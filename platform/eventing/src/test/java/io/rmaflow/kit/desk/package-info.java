/** A small service of the tests: two linked customers who are suspended and resumed together. */
@NullMarked
package io.rmaflow.kit.desk;

import org.jspecify.annotations.NullMarked;
