/** Contracts: application, renewal, activation, expiry and its notices (CON, NOT-1). */
@NullMarked
package io.rmaflow.contract.agreement;

import org.jspecify.annotations.NullMarked;
