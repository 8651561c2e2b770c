/** How the business calendar changes, and which due times move with it (CAL). */
@NullMarked
package io.rmaflow.contract.calendar.rules;

import org.jspecify.annotations.NullMarked;
