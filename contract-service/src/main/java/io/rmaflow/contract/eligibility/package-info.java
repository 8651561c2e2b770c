/** Which plan and term which product family may have: ELG and the term table as data. */
@NullMarked
package io.rmaflow.contract.eligibility;

import org.jspecify.annotations.NullMarked;
