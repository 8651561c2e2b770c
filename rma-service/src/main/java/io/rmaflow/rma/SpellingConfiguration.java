package io.rmaflow.rma;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.IdentityEvent.IdentityCollisionFound;
import io.rmaflow.kit.identity.Spellings;
import io.rmaflow.kit.identity.Spellings.Column;
import io.rmaflow.kit.identity.Spellings.Kind;
import io.rmaflow.kit.identity.Spellings.Thing;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this service has stored identifiers. */
@Configuration(proxyBeanMethods = false)
class SpellingConfiguration {

  @Bean
  Spellings spellings() {
    return new Spellings(
        List.of(serialNumbers(), customerIds(), productCodes()),
        (stream, kind, canonical, spellings) ->
            new IdentityCollisionFound(kind, canonical, spellings));
  }

  private static Kind serialNumbers() {
    return new Kind(
        text -> new SerialNumber(text).value(),
        List.of(
            new Thing(
                "UNIT",
                List.of(
                    Column.of("cover_unit", "serial_number"),
                    Column.of("cover_site", "serial_number"),
                    Column.of("cover_site_check", "serial_number")),
                List.of()),
            new Thing("LOANER", List.of(Column.of("loaner", "serial_number")), List.of("loaner"))),
        List.of(
            Column.of("cover_contract", "serial_number"),
            Column.of("cover_exchange", "faulty_serial"),
            Column.of("cover_exchange", "replacement_serial"),
            Column.of("case_index", "serial_number"),
            Column.of("return_duty", "serial_number"),
            Column.of("receipt", "serial_number")));
  }

  private static Kind customerIds() {
    return new Kind(
        text -> new CustomerId(text).value(),
        List.of(
            new Thing(
                "CUSTOMER",
                List.of(
                    Column.of("cover_customer", "customer_id"),
                    Column.of("cover_customer_alias", "alias"),
                    Column.of("customer_suspension", "customer_id")),
                List.of("standing"))),
        List.of(
            Column.of("cover_customer_alias", "customer_id"),
            Column.of("cover_customer_link", "customer_id"),
            Column.of("cover_customer_link", "linked_id"),
            Column.of("cover_unit", "customer_id"),
            Column.of("cover_hotfix_target", "customer_id"),
            Column.of("case_index", "customer_id"),
            Column.of("return_duty", "customer_id"),
            Column.of("attachment_customer", "customer_id")));
  }

  private static Kind productCodes() {
    return new Kind(
        text -> new ProductCode(text).value(),
        List.of(),
        List.of(
            Column.of("cover_exchange", "product_code"),
            Column.of("loaner", "product_code"),
            Column.of("loaner_wanted", "product_code")));
  }
}
