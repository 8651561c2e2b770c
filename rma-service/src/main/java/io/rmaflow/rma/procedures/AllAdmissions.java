package io.rmaflow.rma.procedures;

import io.rmaflow.rma.intake.rules.Admissions;
import io.rmaflow.rma.intake.rules.Demands;
import io.rmaflow.rma.intake.rules.Intake;
import io.rmaflow.rma.procedures.crosssendback.CrossSendBackIntakeRules;
import io.rmaflow.rma.procedures.doa.DoaIntakeRules;
import io.rmaflow.rma.procedures.inquiry.InquiryIntakeRules;
import io.rmaflow.rma.procedures.manufacturer.ManufacturerIntakeRules;
import io.rmaflow.rma.procedures.onsite.OnSiteIntakeRules;
import io.rmaflow.rma.procedures.triage.TriageIntakeRules;
import io.rmaflow.rma.procedures.warranty.WarrantyIntakeRules;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the intake the rules of every procedure. */
@Configuration
public class AllAdmissions {

  /** One for each procedure. */
  public static final Admissions ADMISSIONS =
      new Admissions(
          List.of(
              new CrossSendBackIntakeRules(),
              new ManufacturerIntakeRules(),
              new WarrantyIntakeRules(),
              new DoaIntakeRules(),
              new OnSiteIntakeRules(),
              new InquiryIntakeRules(),
              new TriageIntakeRules()));

  @Bean
  Intake intake() {
    return new Intake(ADMISSIONS);
  }

  @Bean
  Demands demands() {
    return new Demands(ADMISSIONS);
  }
}
