package io.rmaflow.contract.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ActivateContract;
import io.rmaflow.contract.agreement.rules.AgreementCommand.AnnounceExpiry;
import io.rmaflow.contract.agreement.rules.AgreementCommand.ExpireContract;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.messaging.Scope;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the days of one contract: its first day (CON-20), the lead times before its last one
 * (NOT-1, VA-16, A-63) and the end of that (CON-12). A renewal moves what is still to come.
 */
@Clause({"CON-20", "NOT-1", "VA-16", "A-63", "CON-12"})
@Saga
@ProcessingGroup("agreement-days")
public class AgreementSaga {

  private static final String FIRST_DAY = "contract-first-day";
  private static final String LEAD_TIME = "contract-expiry-notice";
  private static final String LAST_DAY_OVER = "contract-expiry";
  private static final LocalTime NOTICES_GO_OUT = LocalTime.of(9, 0);

  @JsonProperty private @Nullable ContractId contractId;

  /** For the framework. */
  public AgreementSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = "contractId")
  void on(
      ContractSigned signed, DeadlineManager deadlines, Settings settings, BusinessClock clock) {
    contractId = signed.contractId();
    Instant firstDay = JapanTime.startOfDay(signed.startDate());
    if (firstDay.isAfter(clock.now())) {
      deadlines.schedule(firstDay, FIRST_DAY, new FirstDay(signed.startDate()));
    }
    waitForTheEnd(signed.expiryDate(), deadlines, settings, clock.now());
  }

  /** Also begins anew where the contract was renewed in its days of grace. */
  @Clause("A-24")
  @StartSaga
  @SagaEventHandler(associationProperty = "contractId")
  void on(
      ContractRenewed renewed, DeadlineManager deadlines, Settings settings, BusinessClock clock) {
    contractId = renewed.contractId();
    deadlines.cancelAllWithinScope(LEAD_TIME);
    deadlines.cancelAllWithinScope(LAST_DAY_OVER);
    waitForTheEnd(renewed.expiryDate(), deadlines, settings, clock.now());
  }

  @DeadlineHandler(deadlineName = FIRST_DAY)
  void onFirstDay(FirstDay day, Commands commands) {
    commands.sendConsequence(new ActivateContract(contract()));
  }

  @DeadlineHandler(deadlineName = LEAD_TIME)
  void onLeadTime(ExpiryNotice notice, Settings settings, Commands commands) {
    commands.sendConsequence(
        settings.held(
            () ->
                new AnnounceExpiry(
                    contract(),
                    notice.occasion(),
                    notice.expiryDate(),
                    Set.copyOf(settings.numbers(SettingKey.EXPIRY_LEAD_DAYS)),
                    settings.version())));
  }

  @DeadlineHandler(deadlineName = LAST_DAY_OVER)
  void onLastDayOver(ExpiryNotice expiry, Commands commands) {
    commands.sendConsequence(new ExpireContract(contract(), expiry.expiryDate()));
    SagaLifecycle.end();
  }

  private static void waitForTheEnd(
      LocalDate expiryDate, DeadlineManager deadlines, Settings settings, Instant now) {
    waitForLeadTimes(
        settings.numbers(SettingKey.EXPIRY_LEAD_DAYS),
        expiryDate,
        now,
        deadlines,
        Scope.describeCurrentScope());
    deadlines.schedule(
        JapanTime.endOfDay(expiryDate), LAST_DAY_OVER, new ExpiryNotice(0, expiryDate));
  }

  /**
   * A lead time that has passed already is skipped. One that a contract waits for twice is given
   * once, and one for an expiry date that a renewal moves meanwhile not at all.
   */
  static void waitForLeadTimes(
      List<Integer> leadDays,
      LocalDate expiryDate,
      Instant now,
      DeadlineManager deadlines,
      ScopeDescriptor contract) {
    for (int daysBefore : leadDays) {
      Instant at = JapanTime.at(expiryDate.minusDays(daysBefore), NOTICES_GO_OUT);
      if (at.isAfter(now)) {
        deadlines.schedule(at, LEAD_TIME, new ExpiryNotice(daysBefore, expiryDate), contract);
      }
    }
  }

  private ContractId contract() {
    if (contractId == null) {
      throw new IllegalStateException("a deadline without a contract");
    }
    return contractId;
  }
}
