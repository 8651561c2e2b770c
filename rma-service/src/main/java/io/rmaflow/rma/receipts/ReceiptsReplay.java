package io.rmaflow.rma.receipts;

import io.rmaflow.kit.audit.replay.Projection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the receipts are built anew. */
@Configuration(proxyBeanMethods = false)
class ReceiptsReplay {

  @Bean
  Projection receiptsProjection(ReceiptProjection receipts) {
    return Projection.ofHandlers("receipts", List.of("receipt"), receipts);
  }
}
