/** Customers' accounts and their contacts, and how both change (CID). */
@NullMarked
package io.rmaflow.contract.customer.rules;

import org.jspecify.annotations.NullMarked;
