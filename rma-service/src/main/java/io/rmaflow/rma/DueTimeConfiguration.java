package io.rmaflow.rma;

import io.rmaflow.rma.casefile.DueTimeTable;
import io.rmaflow.rma.exchange.DispatchRule;
import io.rmaflow.rma.exchange.ReturnRule;
import io.rmaflow.rma.inquiry.FirstContactRule;
import io.rmaflow.rma.manufacturer.FaultyUnitReminderRule;
import io.rmaflow.rma.manufacturer.LoanerReturnRule;
import io.rmaflow.rma.onsite.ArrivalTargetRule;
import io.rmaflow.rma.repair.RepairGuideRule;
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
