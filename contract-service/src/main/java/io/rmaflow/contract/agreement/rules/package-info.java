/** What may be concluded, renewed and taken over, and what a contract then is (CON). */
@NullMarked
package io.rmaflow.contract.agreement.rules;

import org.jspecify.annotations.NullMarked;
