package io.rmaflow.rma.attachments;

import io.rmaflow.kit.web.PathScope;
import io.rmaflow.rma.access.Visibility;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Another company's file does not exist for a customer, nor does one that the desk keeps. */
@Configuration(proxyBeanMethods = false)
class AttachmentScope {

  @Bean
  PathScope filesOfCustomers(AttachmentTables tables, Visibility visibility) {
    return PathScope.ofCustomers(
        "attachmentId",
        "attachment",
        Function.identity(),
        (caller, attachmentId) ->
            visibility.concerns(
                caller, tables.find(attachmentId).map(Attachment::customerIds).orElse(List.of())));
  }
}
