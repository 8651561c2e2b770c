package io.rmaflow.contract.decision;

/** A command to one stream; the aggregate that handles it is found by the stream's ID. */
public interface StreamCommand {

  /** The stream, such as {@code unit/NR2A-0001}. */
  String streamId();
}
