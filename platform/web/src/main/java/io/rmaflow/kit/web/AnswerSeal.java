package io.rmaflow.kit.web;

import org.jspecify.annotations.Nullable;

/**
 * How the bodies of answers are stored that are kept for a repeated call. By default under the keys
 * of the persons whom they may tell of; a service that keeps secrets elsewhere under keys of its
 * own offers another one as a bean.
 */
public interface AnswerSeal {

  /** Before the transaction begins whose answer is to be sealed. */
  default void prepare() {
    // most have nothing to prepare
  }

  /**
   * A body as it is stored; in the transaction that has made it.
   *
   * @param scope which call it answers; what was stored for one is not to be opened for another
   */
  byte[] sealed(String scope, byte[] body);

  /**
   * The body from what is stored, also by a former seal, or before there was one; null where
   * somebody of whom it may tell has been erased.
   */
  byte @Nullable [] opened(String scope, byte[] stored);

  /**
   * Whether it would be sealed in the same way now.
   *
   * @param beginning the first bytes of what is stored, {@value #TOLD} at most
   */
  boolean isPresent(byte[] beginning);

  /** What is enough to tell one seal from another. */
  int TOLD = 64;

  /** Forgets what nothing that is still kept can need. */
  default void forget() {
    // most have nothing to forget
  }
}
