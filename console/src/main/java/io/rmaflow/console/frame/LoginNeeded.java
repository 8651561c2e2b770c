package io.rmaflow.console.frame;

/** The person's tokens are over and could not be renewed. */
class LoginNeeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoginNeeded() {
    super("The login is over: log in again.");
  }
}
