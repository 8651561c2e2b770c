package io.rmaflow.proof.store;

/**
 * The log cannot grow, for it does not fit what it is over or what was signed of it. Nothing is
 * appended and nothing is signed until somebody has looked: a verifier names the row.
 */
public final class LogBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LogBroken(String message) {
    super(message);
  }
}
