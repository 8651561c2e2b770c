package io.rmaflow.rma.casefile;

/** Keeps what can be looked up of cases; told the same again it changes nothing. */
@FunctionalInterface
public interface CaseTable {

  /**
   * Writes down how the case stands.
   *
   * @param version the place of its last event
   */
  void store(CaseState.Reported state, long version);
}
