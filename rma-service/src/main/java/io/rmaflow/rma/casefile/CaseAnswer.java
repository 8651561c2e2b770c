package io.rmaflow.rma.casefile;

/** A case as it is read back over REST. */
public interface CaseAnswer {

  /** The place of the case's last event. */
  long version();
}
