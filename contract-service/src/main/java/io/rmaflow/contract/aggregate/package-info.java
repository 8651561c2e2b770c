/** How Axon carries out what the rules decide. */
@NullMarked
package io.rmaflow.contract.aggregate;

import org.jspecify.annotations.NullMarked;
