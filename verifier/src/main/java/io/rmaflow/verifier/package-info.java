/** The program that shows whether anything recorded was changed. */
@NullMarked
package io.rmaflow.verifier;

import org.jspecify.annotations.NullMarked;
