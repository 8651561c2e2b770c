package io.rmaflow.rma.casefile;

/** Shows cases as they are read back: what every one has, with what their procedures add. */
public interface CaseAnswers {

  /** A case as it stands, with what is promised to it now. */
  CaseAnswer present(CaseState.Reported state, long version, Audience audience);

  /** A case as it was recorded, or was true, earlier. */
  CaseAnswer earlier(CaseState.Reported state, long version, Audience audience);
}
