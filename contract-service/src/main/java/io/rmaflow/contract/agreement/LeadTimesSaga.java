package io.rmaflow.contract.agreement;

import io.rmaflow.contract.agreement.Agreements.Agreement;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Clause;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.time.JapanTime;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.SagaScopeDescriptor;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.spring.stereotype.Saga;

/**
 * Gives the contracts in force the lead times that are configured anew (NOT-1, A-63), some
 * contracts in each transaction: the next ones are a deadline, so that this goes on after a
 * restart, in whichever instance. Lead times that were taken away need nothing done: whether one is
 * wanted is asked when it comes.
 *
 * <p>There is one for the setting, which never ends; changes are worked on one after the other.
 */
@Clause({"NOT-1", "A-63"})
@Saga
@ProcessingGroup("agreement-lead-times")
public class LeadTimesSaga {

  private static final String ADDED = "contract-lead-times-added";
  private static final int CONTRACTS_AT_ONCE = 50;

  /** For the framework. */
  public LeadTimesSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = "key")
  void on(
      SettingChanged changed, DeadlineManager deadlines, Settings settings, BusinessClock clock) {
    if (!changed.key().equals(SettingKey.EXPIRY_LEAD_DAYS.key())) {
      SagaLifecycle.end();
      return;
    }
    List<Integer> added =
        new ArrayList<>(settings.numbersAt(SettingKey.EXPIRY_LEAD_DAYS, changed.settingsVersion()));
    added.removeAll(settings.numbersAt(SettingKey.EXPIRY_LEAD_DAYS, changed.settingsVersion() - 1));
    if (!added.isEmpty()) {
      goOn(new AddedLeadTimes(added, clock.now(), ""), deadlines);
    }
  }

  @DeadlineHandler(deadlineName = ADDED)
  void onNext(
      AddedLeadTimes added,
      Agreements agreements,
      SagaStore<Object> sagas,
      DeadlineManager deadlines) {
    List<Agreement> contracts =
        agreements.inForce(added.after(), JapanTime.dateOf(added.since()), CONTRACTS_AT_ONCE);
    for (Agreement contract : contracts) {
      var ofContract = new AssociationValue("contractId", contract.contractId().value());
      for (String saga : sagas.findSagas(AgreementSaga.class, ofContract)) {
        AgreementSaga.waitForLeadTimes(
            added.daysBefore(),
            contract.expiryDate(),
            added.since(),
            deadlines,
            new SagaScopeDescriptor(AgreementSaga.class.getSimpleName(), saga));
      }
    }
    if (contracts.size() == CONTRACTS_AT_ONCE) {
      goOn(added.reached(contracts.getLast().contractId().value()), deadlines);
    }
  }

  /** Before anything that came due later, such as the end of a contract. */
  private static void goOn(AddedLeadTimes added, DeadlineManager deadlines) {
    deadlines.schedule(added.since(), ADDED, added);
  }
}
