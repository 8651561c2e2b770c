package io.rmaflow.rma.desk;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.kit.web.PathScope;
import io.rmaflow.rma.access.Visibility;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A unit exists here for a customer that has had a case of it, or of one of its line. */
@Configuration(proxyBeanMethods = false)
class UnitScope {

  @Bean
  PathScope unitsOfCustomers(UnitTables units, Visibility visibility) {
    return PathScope.ofCustomers(
        "serialNumber",
        "unit",
        SerialNumber::new,
        (caller, serial) ->
            visibility.concerns(
                caller,
                units.cases(serial).stream()
                    .flatMap(one -> Optional.ofNullable(one.customerId()).stream())
                    .toList()));
  }
}
