/**
 * The Merkle tree of RFC 9162 (section 2, the same as in RFC 6962) over SHA-256: roots, proofs and
 * their verification, and its storage as the tiles of C2SP's {@code tlog-tiles}.
 */
@NullMarked
package io.rmaflow.proof.merkle;

import org.jspecify.annotations.NullMarked;
