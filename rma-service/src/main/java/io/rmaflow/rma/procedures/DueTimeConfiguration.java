package io.rmaflow.rma.procedures;

import io.rmaflow.rma.casefile.DueTimeTable;
import io.rmaflow.rma.parts.answering.FirstContactRule;
import io.rmaflow.rma.parts.loan.LoanerReturnRule;
import io.rmaflow.rma.parts.repair.RepairGuideRule;
import io.rmaflow.rma.parts.returnduty.ReturnRule;
import io.rmaflow.rma.parts.sending.DispatchRule;
import io.rmaflow.rma.parts.visit.ArrivalTargetRule;
import io.rmaflow.rma.procedures.manufacturer.FaultyUnitReminderRule;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens before, at and after the due times of all procedures; one line for each name. */
@Configuration(proxyBeanMethods = false)
class DueTimeConfiguration {

  @Bean
  DueTimeTable dueTimes() {
    return new DueTimeTable(
        List.of(
            DispatchRule.DUE_TIME,
            ReturnRule.DUE_TIME,
            ArrivalTargetRule.DUE_TIME,
            FirstContactRule.DUE_TIME,
            RepairGuideRule.DUE_TIME,
            LoanerReturnRule.DUE_TIME,
            FaultyUnitReminderRule.DUE_TIME));
  }
}
