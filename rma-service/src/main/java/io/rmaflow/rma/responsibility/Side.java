package io.rmaflow.rma.responsibility;

/** Who can have to act. */
enum Side {
  VENDOR,
  CUSTOMER,
  CARRIER
}
