package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.CaseCancelled;
import io.rmaflow.events.rma.CaseEvent.ExclusionFound;
import io.rmaflow.events.rma.CaseEvent.HardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.InformationProvided;
import io.rmaflow.events.rma.CaseEvent.InformationRequested;
import io.rmaflow.events.rma.CaseEvent.NoHardwareFaultJudged;
import io.rmaflow.events.rma.CaseEvent.NoteAdded;
import io.rmaflow.events.rma.CaseEvent.RmaNumberIssued;
import io.rmaflow.events.rma.CaseEvent.RuleOverridden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps that every case knows. */
public final class CommonSteps {

  static final String EXCLUSION_FOUND = "EXCLUSION_FOUND";
  static final String CASE_CANCELLED = "CASE_CANCELLED";
  static final String WITHDRAWN = "WITHDRAWN_BY_CUSTOMER";

  private CommonSteps() {}

  /** The desk asks the customer for logs, settings or the like (CSB-10, MFR-9). */
  @Clause({"CSB-10", "MFR-9"})
  public record RequestInformation(@Nullable TextId textId, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      if (!on.file().isOpen()) {
        return on.notInThisState();
      }
      return on.file().informationIsOutstanding()
          ? on.conflict(
              "INFORMATION_ALREADY_REQUESTED",
              "情報提供の依頼に対する回答待ちです。",
              "Information has been asked for and not yet been given.")
          : Decision.events(new InformationRequested(on.caseId(), textId, at));
    }
  }

  /** The customer answers. */
  public record ProvideInformation(
      @Nullable TextId textId, List<AttachmentRef> attachments, Instant at) implements Step {

    /** Copies the list. */
    public ProvideInformation {
      attachments = List.copyOf(attachments);
    }

    @Override
    public Decision decide(Deciding on) {
      return on.file().isOpen() && on.file().informationIsOutstanding()
          ? Decision.events(new InformationProvided(on.caseId(), textId, attachments, at))
          : on.conflict(
              "NO_INFORMATION_REQUESTED", "情報提供は依頼されていません。", "No information has been asked for.");
    }
  }

  /**
   * The vendor judges whether it is a hardware fault (GEN-6; CSB-11, CSB-23, MFR-23, WAR-3, WAR-15,
   * DOA-5); a fault gets its RMA number with it (RMA-5, RMA-6).
   *
   * @param rmaNumber the number to issue where it is one; not used otherwise
   */
  @Clause({"GEN-6", "CSB-11", "CSB-23", "MFR-23", "WAR-3", "WAR-15", "DOA-5", "RMA-5", "RMA-6"})
  public record Judge(
      boolean hardwareFault, @Nullable TextId reasonId, RmaNumber rmaNumber, Instant at)
      implements Step {

    @Override
    public Decision decide(Deciding on) {
      CaseFile file = on.file();
      if (!file.isOpen() || file.procedure().isInquiry()) {
        return on.notInThisState();
      }
      if (!(file.judgement() instanceof Judgement.Awaited)) {
        return on.conflict("ALREADY_JUDGED", "既に判断済みです。", "The case has been judged already.");
      }
      if (!hardwareFault) {
        return Decision.events(new NoHardwareFaultJudged(on.caseId(), at, reasonId));
      }
      HardwareFaultJudged judged = new HardwareFaultJudged(on.caseId(), at, reasonId);
      RmaNumberIssued issued =
          new RmaNumberIssued(
              on.caseId(),
              rmaNumber,
              on.customerId(),
              file.serialNumber(),
              file.procedure().returnPayer().orElse(null));
      List<CaseEvent> events = new ArrayList<>(List.of(judged, issued));
      events.addAll(file.procedure().firstSent(file.evolve(judged).evolve(issued), on.policy()));
      return Decision.events(events);
    }
  }

  /**
   * An exclusion is found after the acceptance.
   *
   * @param clause such as {@code EXC-CSB-8}
   */
  @Clause("A-75")
  public record FindExclusion(String clause, @Nullable TextId foundId, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      CaseFile file = on.file();
      if (file.status() == CaseStatus.CANCELLED) {
        return on.notInThisState();
      }
      Optional<? extends Exclusion> exclusion =
          file.procedure().exclusions(file).stream()
              .filter(one -> one.clause().equals(clause))
              .findFirst();
      if (exclusion.isEmpty()) {
        return new Decision.Invalid(
            "clause",
            "NOT_AN_EXCLUSION_OF_THIS_PROCEDURE",
            new Message(
                "この手続きの対象外事項ではありません: " + clause,
                clause + " is not on the list of exclusions of this procedure."));
      }
      if (file.findings().exclusions().stream().anyMatch(found -> found.clause().equals(clause))) {
        return on.conflict(
            "EXCLUSION_ALREADY_FOUND",
            "この対象外事項は記録済みです。",
            "This exclusion has been recorded already.");
      }
      List<CaseEvent> events = new ArrayList<>();
      events.add(
          new ExclusionFound(
              on.caseId(),
              clause,
              exclusion.get().code(),
              exclusion.get().says(),
              foundId,
              exclusion.get().ends(),
              at));
      if (!file.unitIsOut()) {
        events.addAll(file.procedure().calledOff(file, EXCLUSION_FOUND));
      }
      return Decision.events(events);
    }
  }

  /** The request is withdrawn, while nothing has been sent. */
  public record Cancel(@Nullable TextId reasonId, Instant at) implements Step {

    @Override
    public Decision decide(Deciding on) {
      CaseFile file = on.file();
      if (!file.isOpen()) {
        return on.notInThisState();
      }
      if (file.unitIsOut()) {
        return on.conflict(
            "ALREADY_SHIPPED",
            "機器の発送後または現地での交換後は取り消せません。",
            "It cannot be cancelled once a unit has been shipped.");
      }
      List<CaseEvent> events = new ArrayList<>();
      events.add(new CaseCancelled(on.caseId(), WITHDRAWN, reasonId, at));
      events.addAll(file.procedure().calledOff(file, CASE_CANCELLED));
      return Decision.events(events);
    }
  }

  /** Somebody writes something down. */
  public record AddNote(TextId textId) implements Step.Always {

    @Override
    public Decision decide(CaseState.Reported reported) {
      return Decision.events(new NoteAdded(reported.caseId(), textId));
    }
  }

  /** An administrator sets a rule aside. */
  public record OverrideRule(String rule, @Nullable TextId reasonId) implements Step.Always {

    @Override
    public Decision decide(CaseState.Reported reported) {
      return Decision.events(new RuleOverridden(reported.caseId(), rule, reasonId));
    }
  }
}
