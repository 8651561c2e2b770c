/**
 * Files that belong to cases: check sheets, request sheets, self-diagnosis results, backups and
 * logs (CSB-10, RMA-2, RMA-3). The bytes lie outside the events, by their content; the events carry
 * size and hash.
 */
@NullMarked
package io.rmaflow.rma.attachments;

import org.jspecify.annotations.NullMarked;
