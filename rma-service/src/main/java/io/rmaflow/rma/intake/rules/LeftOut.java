package io.rmaflow.rma.intake.rules;

import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import java.util.List;

/** What a request is taken to say where it says nothing. */
public final class LeftOut {

  /** A request that does not name its channel came by the interface, which is the form's. */
  public static final Channel CHANNEL = Channel.FORM;

  public static final SubmittedBy SUBMITTED_BY = SubmittedBy.CUSTOMER;
  public static final Cause CAUSE = Cause.UNKNOWN;
  public static final Purpose PURPOSE = Purpose.REPAIR;
  public static final IsolationResult ISOLATION_RESULT = IsolationResult.NOT_DONE;
  public static final SelfDiagnosis SELF_DIAGNOSIS = SelfDiagnosis.NOT_DONE;

  /** A question without its kind is one about normal operation. */
  public static final InquiryKind INQUIRY_KIND = InquiryKind.NORMAL_OPERATION;

  /** Nothing speaks against a unit of which nothing is declared. */
  public static final Declarations DECLARATIONS =
      new Declarations(false, false, CAUSE, PURPOSE, List.of(), null, null, null, null, null);

  private LeftOut() {}
}
