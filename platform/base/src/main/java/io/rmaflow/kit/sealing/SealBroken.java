package io.rmaflow.kit.sealing;

/**
 * What is stored is not what was sealed for this place under this key: it was changed, moved from
 * another row or field, or it belongs to somebody else.
 */
public final class SealBroken extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  SealBroken(String what) {
    super(what);
  }

  SealBroken(String what, Throwable cause) {
    super(what, cause);
  }
}
