/**
 * The pool of loaners (MFR-5, MFR-23): which loaner is where and since when, which case it is
 * promised to, and when the next is due.
 */
@NullMarked
package io.rmaflow.rma.loaner;

import org.jspecify.annotations.NullMarked;
