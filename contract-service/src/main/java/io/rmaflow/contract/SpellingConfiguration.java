package io.rmaflow.contract;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.IdentityEvent.IdentityCollisionFound;
import io.rmaflow.kit.identity.Spellings;
import io.rmaflow.kit.identity.Spellings.Column;
import io.rmaflow.kit.identity.Spellings.Kind;
import io.rmaflow.kit.identity.Spellings.Thing;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where this service has stored identifiers; products always had slugs for their codes. */
@Configuration(proxyBeanMethods = false)
class SpellingConfiguration {

  @Bean
  Spellings spellings() {
    return new Spellings(
        List.of(
            new Kind(
                text -> new SerialNumber(text).value(),
                List.of(
                    new Thing(
                        "UNIT",
                        List.of(
                            Column.of("unit", "serial_number"),
                            Column.of("unit_owner", "serial_number"),
                            Column.of("site_check", "serial_number")),
                        List.of("unit", "site-check"))),
                List.of(
                    Column.of("unit", "replaces"),
                    Column.of("unit", "replaced_by"),
                    Column.of("contract", "serial_number"),
                    Column.of("contract_holder", "serial_number"),
                    Column.of("exchange", "faulty"),
                    Column.of("exchange", "replacement"))),
            new Kind(
                text -> new CustomerId(text).value(),
                List.of(
                    new Thing(
                        "CUSTOMER",
                        List.of(
                            Column.of("customer", "customer_id"),
                            Column.of("customer_alias", "alias")),
                        List.of("customer"))),
                List.of(
                    Column.of("contact", "customer_id"),
                    Column.of("unit", "customer_id"),
                    Column.of("contract", "customer_id"))),
            new Kind(
                text -> new ProductCode(text).value(),
                List.of(),
                List.of(Column.of("exchange", "product_code")))),
        (stream, kind, canonical, spellings) ->
            new IdentityCollisionFound(kind, canonical, spellings));
  }
}
