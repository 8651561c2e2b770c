package io.rmaflow.kit.web;

/**
 * How the bodies of answers are stored that are kept for a repeated call. A service whose answers
 * tell what it stores encrypted elsewhere offers one as a bean; the others store them as they are.
 */
public interface AnswerSeal {

  /** Stores bodies as they are. */
  AnswerSeal NONE =
      new AnswerSeal() {
        @Override
        public byte[] sealed(String scope, byte[] body) {
          return body;
        }

        @Override
        public byte[] opened(String scope, byte[] stored) {
          return stored;
        }

        @Override
        public boolean isPresent(byte[] stored) {
          return true;
        }
      };

  /**
   * A body as it is stored.
   *
   * @param scope which call it answers; what was stored for one is not to be opened for another
   */
  byte[] sealed(String scope, byte[] body);

  /** The body from what is stored, also by a former seal, or before there was one. */
  byte[] opened(String scope, byte[] stored);

  /** Whether it would be sealed in the same way now. */
  boolean isPresent(byte[] stored);
}
