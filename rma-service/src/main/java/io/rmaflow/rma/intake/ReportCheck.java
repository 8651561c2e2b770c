package io.rmaflow.rma.intake;

import io.rmaflow.events.Refusal;
import io.rmaflow.events.rma.CaseEvent.Entitlement;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.RequestAccepted;
import io.rmaflow.events.rma.CaseEvent.RequestRefused;
import io.rmaflow.events.rma.CaseEvent.Warning;
import io.rmaflow.rma.intake.rules.IfJudged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report would be answered now.
 *
 * @param checkedAt the service's present time, at which it would be sent
 * @param procedure the one that was asked for, or the best that covers the unit (RMA-10)
 * @param refusals every reason against it (RMA-8); empty where it would be accepted
 * @param warnings what people should know of although it would be accepted
 * @param entitlement the cover that it would rest on; null where it would be refused
 * @param acceptedAt when it would take effect (CAL-1); null where it would be refused
 * @param provisionalDispatchDue by when the exchange unit would leave, as told at the acceptance
 *     (CSB-1); JST, inclusive; null where it would be refused or none leaves by noon
 * @param ifJudged when a unit would leave, by when the report is judged, the earlier one first;
 *     empty where it would be refused or none leaves by noon
 */
record ReportCheck(
    Instant checkedAt,
    Procedure procedure,
    List<Refusal> refusals,
    List<Warning> warnings,
    @Nullable Entitlement entitlement,
    @Nullable Instant acceptedAt,
    @Nullable LocalDate provisionalDispatchDue,
    List<IfJudged> ifJudged) {

  static ReportCheck refused(RequestRefused refused, Instant now) {
    return new ReportCheck(
        now, refused.procedure(), refused.refusals(), List.of(), null, null, null, List.of());
  }

  static ReportCheck accepted(RequestAccepted accepted, List<IfJudged> ifJudged, Instant now) {
    return new ReportCheck(
        now,
        accepted.procedure(),
        List.of(),
        accepted.warnings(),
        accepted.entitlement(),
        accepted.acceptedAt(),
        accepted.provisionalDispatchDue(),
        ifJudged);
  }
}
