package io.rmaflow.kit.keys;

/** A setting is no key; the message says how to make one. */
public final class UnusableKey extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnusableKey(String setting, String why) {
    super(
        setting
            + " must be 32 random bytes in Base64, such as `openssl rand -base64 32` makes: "
            + why);
  }
}
