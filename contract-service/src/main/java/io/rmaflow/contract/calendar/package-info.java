/** The company's holidays as versioned data (CAL-3, A-07). */
@NullMarked
package io.rmaflow.contract.calendar;

import org.jspecify.annotations.NullMarked;
