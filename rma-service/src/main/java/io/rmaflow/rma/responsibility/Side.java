package io.rmaflow.rma.responsibility;

/** Who can have to act. */
enum Side {
  /** The vendor. */
  VENDOR,
  /** The customer. */
  CUSTOMER,
  /** The carrier. */
  CARRIER
}
