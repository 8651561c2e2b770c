package io.rmaflow.rma.cases;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.inquiry.InquiryProgress;
import io.rmaflow.rma.manufacturer.Loan;
import io.rmaflow.rma.onsite.OnSite;
import io.rmaflow.rma.repair.Repair;

/**
 * The furthest step that a case which goes on has reached, procedure by procedure (the life cycles
 * of the policy). Facts may have become known in any order, so the last step decides.
 */
final class Progress {

  private Progress() {}

  static CaseStatus of(CaseState state, Procedure procedure) {
    return switch (procedure) {
      case CROSS_SEND_BACK, DOA -> exchangeInAdvance(state);
      case MANUFACTURER, WARRANTY -> repair(state);
      case ONSITE -> onSite(state);
      case TECHNICAL_INQUIRY, TRIAGE -> inquiry(state);
    };
  }

  private static CaseStatus exchangeInAdvance(CaseState state) {
    if (state.returned() != null) {
      return CaseStatus.FAULTY_UNIT_RETURNED;
    }
    if (state.handedOver() != null) {
      return CaseStatus.FAULTY_UNIT_DISPATCHED;
    }
    if (state.returnDuty() instanceof ReturnDuty.Overdue) {
      return CaseStatus.RETURN_OVERDUE;
    }
    if (state.delivered() != null) {
      return CaseStatus.REPLACEMENT_DELIVERED;
    }
    if (state.shipped() != null) {
      return CaseStatus.REPLACEMENT_SHIPPED;
    }
    return beforeAnythingWasSent(state);
  }

  private static CaseStatus repair(CaseState state) {
    Loan loan = state.loan();
    Repair repair = state.repair();
    if (loan.handedOver() != null || loan.returned() != null) {
      return CaseStatus.LOANER_DISPATCHED;
    }
    if (repair.confirmedAt() != null) {
      return CaseStatus.OPERATION_CONFIRMED;
    }
    if (state.delivered() != null) {
      return CaseStatus.REPLACEMENT_DELIVERED;
    }
    if (state.shipped() != null) {
      return CaseStatus.REPLACEMENT_SHIPPED;
    }
    if (repair.delivered() != null) {
      return CaseStatus.REPAIRED_UNIT_DELIVERED;
    }
    if (repair.shipped() != null) {
      return CaseStatus.REPAIRED_UNIT_SHIPPED;
    }
    if (repair.completed() != null) {
      return CaseStatus.REPAIRED;
    }
    if (awaitsConsent(state)) {
      return CaseStatus.AWAITING_CONSENT;
    }
    if (repair.inspected() != null) {
      return CaseStatus.INSPECTED;
    }
    if (state.returned() != null) {
      return CaseStatus.FAULTY_UNIT_RETURNED;
    }
    if (state.handedOver() != null) {
      return CaseStatus.FAULTY_UNIT_DISPATCHED;
    }
    if (loan.confirmedAt() != null) {
      return CaseStatus.LOANER_CONFIRMED;
    }
    if (loan.delivered() != null) {
      return CaseStatus.LOANER_DELIVERED;
    }
    if (loan.shipped() != null) {
      return CaseStatus.LOANER_SHIPPED;
    }
    return beforeAnythingWasSent(state);
  }

  private static CaseStatus onSite(CaseState state) {
    OnSite onSite = state.onSite();
    if (onSite.restored() != null) {
      return CaseStatus.RESTORED;
    }
    int visit = onSite.presentVisit();
    if (onSite.exchangedIn(visit)) {
      return CaseStatus.EXCHANGED;
    }
    if (onSite.arrival(visit).isPresent()) {
      return CaseStatus.ARRIVED;
    }
    if (visit == 2) {
      return CaseStatus.AWAITING_SECOND_VISIT;
    }
    if (awaitsConsent(state)) {
      return CaseStatus.AWAITING_CONSENT;
    }
    return onSite.plannedFor().isPresent()
        ? CaseStatus.VISIT_PLANNED
        : beforeAnythingWasSent(state);
  }

  private static CaseStatus inquiry(CaseState state) {
    InquiryProgress inquiry = state.inquiry();
    if (inquiry.answered() != null) {
      return CaseStatus.ANSWERED;
    }
    return inquiry.firstContact() != null
        ? CaseStatus.FIRST_CONTACTED
        : beforeAnythingWasSent(state);
  }

  private static CaseStatus beforeAnythingWasSent(CaseState state) {
    if (awaitsConsent(state)) {
      return CaseStatus.AWAITING_CONSENT;
    }
    if (state.rmaNumber() != null) {
      return CaseStatus.RMA_ISSUED;
    }
    return state.accepted() != null ? CaseStatus.ACCEPTED : CaseStatus.SUBMITTED;
  }

  private static boolean awaitsConsent(CaseState state) {
    return state.equivalent() != null && state.equivalent().isPending();
  }
}
