package io.rmaflow.rma.procedures.triage;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.CaseClosed;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.CaseStatus;
import io.rmaflow.rma.casefile.Closing;
import io.rmaflow.rma.casefile.Consequence;
import io.rmaflow.rma.casefile.DueTimePassed;
import io.rmaflow.rma.casefile.Duty;
import io.rmaflow.rma.casefile.ProcedureState;
import io.rmaflow.rma.parts.answering.Answers;
import io.rmaflow.rma.parts.answering.FirstContact;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether there is a fault at all, found out like an inquiry (MFR-20, A-49). */
@Clause({"MFR-20", "A-49"})
public final class TriageProcedure implements CaseProcedure {

  private static final List<Consequence> CONSEQUENCES =
      List.of(
          FirstContact.DUE, Closing.CLOSED, FirstContact.MISSED, Closing.NOTHING_DUE_AFTER_THE_END);

  @Override
  public Procedure name() {
    return Procedure.TRIAGE;
  }

  @Override
  public Map<String, Message> reasons() {
    return Answers.REASONS;
  }

  @Override
  public ProcedureState begin(ProcedureState before) {
    return Answers.NONE;
  }

  @Override
  public List<Consequence> consequences() {
    return CONSEQUENCES;
  }

  @Override
  public CaseStatus progress(CaseFile file) {
    return its(file).progress(file);
  }

  @Override
  public Optional<CaseClosed> end(CaseFile file) {
    return its(file).end(file);
  }

  @Override
  public List<Duty> duties(CaseFile file) {
    return its(file).duties(file);
  }

  @Override
  public List<CaseEvent> owed(CaseFile file, DueTimePassed passed) {
    return FirstContact.owed(file, passed);
  }

  @Override
  public boolean isInquiry() {
    return true;
  }

  private static Answers its(CaseFile file) {
    return file.its(Answers.class);
  }
}
