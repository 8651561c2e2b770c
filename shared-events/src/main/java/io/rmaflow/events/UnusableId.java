package io.rmaflow.events;

/** A text that is no identifier, and why, for whoever gave it. */
public final class UnusableId extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String ja;
  private final String en;

  private UnusableId(String code, String ja, String en) {
    super(en);
    this.code = code;
    this.ja = ja;
    this.en = en;
  }

  static UnusableId blank() {
    return new UnusableId("REQUIRED", "必須項目です。", "This field is required.");
  }

  static UnusableId tooLong() {
    return new UnusableId(
        "TOO_LONG",
        Ids.MAX_LENGTH + " 文字以内で指定してください。",
        "It must not have more than " + Ids.MAX_LENGTH + " characters.");
  }

  static UnusableId characters() {
    return new UnusableId(
        "CONTROL_CHARACTER", "制御文字は使えません。", "Control characters are not allowed.");
  }

  /** Whether there was nothing but white space. */
  public boolean isBlank() {
    return code.equals("REQUIRED");
  }

  /** {@code REQUIRED}, {@code TOO_LONG} or {@code CONTROL_CHARACTER}. */
  public String code() {
    return code;
  }

  /** The same in words. */
  public Message reason() {
    return new Message(ja, en);
  }
}
