/**
 * The faulty unit must come home: by when, with which reminders, overdue, bought instead (CSB-4,
 * CSB-26, CSB-27, NOT-7).
 */
@NullMarked
package io.rmaflow.rma.parts.returnduty;

import org.jspecify.annotations.NullMarked;
