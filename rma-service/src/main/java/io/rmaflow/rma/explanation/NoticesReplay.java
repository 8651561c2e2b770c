package io.rmaflow.rma.explanation;

import io.rmaflow.events.Context;
import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How it is built anew what became of mails about cases. */
@Configuration(proxyBeanMethods = false)
class NoticesReplay {

  @Bean
  Projection noticesProjection(NoticeEvents notices) {
    return new Projection(
        "notices",
        List.of("case_notice"),
        List.of(),
        false,
        Set.of(Context.NOTIFICATION.topic()),
        () -> notices::on);
  }
}
