package io.rmaflow.rma.procedures;

import io.rmaflow.kit.web.api.WrittenAs;
import io.rmaflow.rma.casefile.CaseAnswer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a case is shown, for those who do not know the parts of all procedures. */
@Configuration(proxyBeanMethods = false)
class CaseViewConfiguration {

  @Bean
  WrittenAs casesAreWrittenAsViews() {
    return new WrittenAs(CaseAnswer.class, CaseView.class);
  }
}
