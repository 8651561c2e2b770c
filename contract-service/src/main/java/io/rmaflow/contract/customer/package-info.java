/** Customer IDs, their links, and the persons behind an account (CID, REG-6). */
@NullMarked
package io.rmaflow.contract.customer;

import org.jspecify.annotations.NullMarked;
