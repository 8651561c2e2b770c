/**
 * The page of a case: what is due and a form for it, every other step, what happened, due times
 * with their reasons, parcels, mails, notes, files, and the correction of what is recorded.
 */
@NullMarked
package io.rmaflow.console.casepage;

import org.jspecify.annotations.NullMarked;
