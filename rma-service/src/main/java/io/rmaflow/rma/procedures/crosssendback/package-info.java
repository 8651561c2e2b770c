/**
 * Cross-send-back: an exchange unit goes out first, the faulty one comes home within five business
 * days (CSB).
 */
@NullMarked
package io.rmaflow.rma.procedures.crosssendback;

import org.jspecify.annotations.NullMarked;
