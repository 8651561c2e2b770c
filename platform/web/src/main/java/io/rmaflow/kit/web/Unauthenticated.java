package io.rmaflow.kit.web;

import io.rmaflow.events.Message;

/** {@code 401}: nobody vouches for the caller. */
public final class Unauthenticated extends Problem {

  private static final String SCHEME = "Bearer realm=\"rmaflow\"";

  private Unauthenticated(String challenge, String ja, String en) {
    super(401, "UNAUTHENTICATED", new Message(ja, en));
    header("WWW-Authenticate", challenge);
  }

  /** There is no token. */
  public static Unauthenticated noToken() {
    return new Unauthenticated(
        SCHEME,
        "Authorization ヘッダーに Bearer トークンが必要です。",
        "A bearer token is needed in the header Authorization.");
  }

  /** The same for whatever is wrong with the token: no help for who makes them up. */
  public static Unauthenticated invalidToken() {
    return new Unauthenticated(
        SCHEME + ", error=\"invalid_token\"",
        "トークンが正しくないか、有効期限が切れています。",
        "The token is not a valid one for this service, or has expired.");
  }
}
