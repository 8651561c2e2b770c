/** Products, their releases, what is supported (VER), and the end of sale (EOS). */
@NullMarked
package io.rmaflow.contract.catalogue;

import org.jspecify.annotations.NullMarked;
