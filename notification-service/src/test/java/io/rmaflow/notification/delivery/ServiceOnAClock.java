package io.rmaflow.notification.delivery;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.notification.NotificationServiceApplication;
import io.rmaflow.testkit.TestIdentity;
import io.rmaflow.testkit.TestPostgres;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service, for tests that start and stop it and move its clock themselves. */
final class ServiceOnAClock {

  private ServiceOnAClock() {}

  /**
   * Starts it on any free port; both owners of contacts are the same double.
   *
   * @param bootstrapServers of the broker
   * @param settings more of them, each {@code --name=value}
   */
  static ConfigurableApplicationContext start(
      BusinessClock clock,
      TestPostgres.Database database,
      String bootstrapServers,
      SmtpDouble smtp,
      OwnerDouble owner,
      String... settings) {
    Stream<String> always =
        Stream.of(
            "--server.port=0",
            "--management.server.port=0",
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.kafka.bootstrap-servers=" + bootstrapServers,
            "--spring.mail.port=" + smtp.port(),
            "--rmaflow.peers.rma=" + owner.uri(),
            "--rmaflow.peers.contract=" + owner.uri());
    return new SpringApplicationBuilder(NotificationServiceApplication.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean(BusinessClock.class, () -> clock))
        .properties(Map.copyOf(TestIdentity.shared().settings("notification-service")))
        .run(Stream.concat(always, Stream.of(settings)).toArray(String[]::new));
  }
}
