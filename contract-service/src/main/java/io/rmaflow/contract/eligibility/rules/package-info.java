/** Which family may have which plan and term, as tables (ELG, CON-2 to CON-7). */
@NullMarked
package io.rmaflow.contract.eligibility.rules;

import org.jspecify.annotations.NullMarked;
