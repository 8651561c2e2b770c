package io.rmaflow.rma.casefile;

/** To whom a case is shown, as far as that decides what of it is shown. */
public enum Audience {
  /** Everything. */
  DESK,
  /** No free text: what was written of faults is not needed to pack and to receive. */
  LOGISTICS,
  /** Nothing of other customers, whose units lie on the same bench. */
  CUSTOMER;

  /** Whether what people wrote is shown. */
  public boolean readsTexts() {
    return this != LOGISTICS;
  }

  /** Whether it is shown which other case or customer a unit belongs to. */
  public boolean knowsOthers() {
    return this != CUSTOMER;
  }
}
