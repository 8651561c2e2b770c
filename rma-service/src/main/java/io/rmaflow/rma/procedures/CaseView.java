package io.rmaflow.rma.procedures;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmaflow.events.TextId;
import io.rmaflow.rma.casefile.CaseAnswer;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.CaseState;
import io.rmaflow.rma.casefile.CommonView;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.rma.casefile.ShipmentLeg;
import io.rmaflow.rma.parts.answering.InquiryView;
import io.rmaflow.rma.parts.loan.LoanView;
import io.rmaflow.rma.parts.loan.LoanerPromise;
import io.rmaflow.rma.parts.repair.RepairView;
import io.rmaflow.rma.parts.returnduty.ReturnView;
import io.rmaflow.rma.parts.sending.SendingView;
import io.rmaflow.rma.parts.sending.SendingView.Replacement;
import io.rmaflow.rma.parts.visit.VisitView;
import io.rmaflow.rma.procedures.doa.DoaView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is read back: dates are days in Japan; what is not known or not of this procedure is
 * null.
 *
 * @param common what every case has
 * @param sending what the vendor sends
 * @param returning the faulty unit's way home
 * @param loan the loaner
 * @param repair the repair
 * @param visiting the engineer's visit
 * @param inquiring the inquiry
 * @param initialFailure the initial failure
 * @param replacement the exchange unit, sent or brought by the engineer
 * @param shipments every way of every unit, as far as they are known
 */
public record CaseView(
    @JsonUnwrapped CommonView common,
    @JsonUnwrapped SendingView sending,
    @JsonUnwrapped ReturnView returning,
    @JsonUnwrapped LoanView loan,
    @JsonUnwrapped RepairView repair,
    @JsonUnwrapped VisitView visiting,
    @JsonUnwrapped InquiryView inquiring,
    @JsonUnwrapped DoaView initialFailure,
    @Nullable Replacement replacement,
    List<ShipmentLeg> shipments)
    implements CaseAnswer {

  /** The ways of units, in the order in which they are shown. */
  private static final List<Function<CaseFile, Stream<ShipmentLeg>>> LEGS =
      List.of(
          SendingView::legs,
          LoanView::legOut,
          ReturnView::legs,
          RepairView::legs,
          LoanView::legHome);

  /**
   * Of a reported case.
   *
   * @param promise what the pool keeps for the case; empty where it does not wait for a loaner
   */
  public static CaseView of(
      CaseState.Reported state, long version, Optional<LoanerPromise> promise, Reading reading) {
    Optional<CaseFile> file = state.accepted();
    return new CaseView(
        CommonView.of(state, version, LoanView.warnings(promise), reading),
        SendingView.of(file),
        ReturnView.of(file, reading),
        LoanView.of(file, promise),
        RepairView.of(file, reading),
        VisitView.of(file, reading),
        InquiryView.of(state, reading),
        DoaView.of(file, reading),
        SendingView.replacement(file).or(() -> brought(file)).orElse(null),
        file.stream().flatMap(one -> LEGS.stream().flatMap(legs -> legs.apply(one))).toList());
  }

  /** The texts that the case is shown with. */
  static Stream<TextId> texts(CaseState.Reported state) {
    return Stream.of(
            CommonView.texts(state),
            RepairView.texts(state.accepted()),
            VisitView.texts(state.accepted()),
            InquiryView.texts(state))
        .flatMap(texts -> texts);
  }

  private static Optional<Replacement> brought(Optional<CaseFile> file) {
    return VisitView.broughtUnit(file)
        .map(
            unit ->
                new Replacement(
                    unit.serialNumber(),
                    unit.productCode(),
                    unit.softwareVersion(),
                    !VisitView.backupRestored(file),
                    null));
  }

  @Override
  public long version() {
    return common.version();
  }
}
