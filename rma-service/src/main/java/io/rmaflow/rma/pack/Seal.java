package io.rmaflow.rma.pack;

import java.time.Instant;

/**
 * What shows that nobody has changed what is explained.
 *
 * @param events how many events of the case are explained
 * @param hash the chained hash of the last of them, SHA-256 in hexadecimal digits; a change of any
 *     event of the case would change it
 * @param madeAt when this was made
 * @param madeBy the subject of the token of whoever asked for it
 */
record Seal(int events, String hash, Instant madeAt, String madeBy) {}
