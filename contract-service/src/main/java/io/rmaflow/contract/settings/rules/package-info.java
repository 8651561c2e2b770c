/** The settings of the policy, each with the values that it may have. */
@NullMarked
package io.rmaflow.contract.settings.rules;

import org.jspecify.annotations.NullMarked;
