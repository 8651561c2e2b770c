package io.rmaflow.testkit;

import io.rmaflow.stack.server.KafkaServer;
import io.rmaflow.stack.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker as production has it, at {@code localhost}: TLS, an account for each service, and no
 * rights but those of a list. It has the topics of the services.
 */
public final class SecuredKafka implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final int SECONDS = 60;

  private final KafkaServer server;
  private final TestCertificates certificates;

  private SecuredKafka(KafkaServer server, TestCertificates certificates) {
    this.server = server;
    this.certificates = certificates;
  }

  /** A line of the list: an account, an operation, {@code topic} or {@code group}, and its name. */
  public record Right(String account, String operation, String kind, String name) {

    /** The rights of a list; empty lines and those that begin with {@code #} do not count. */
    public static List<Right> allIn(Path file) {
      try {
        return Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.strip().split("\\s+", -1))
            .map(words -> new Right(words[0], words[1], words[2], words[3]))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private AclBinding binding() {
      return new AclBinding(
          new ResourcePattern(
              ResourceType.valueOf(kind.toUpperCase(Locale.ROOT)), name, PatternType.LITERAL),
          new AccessControlEntry(
              "User:" + account,
              "*",
              AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
              AclPermissionType.ALLOW));
    }
  }

  /** Starts it; the password of an account is its name with {@code -password} behind it. */
  public static SecuredKafka start(Path folder, TestCertificates certificates, List<Right> rights) {
    KafkaServer server =
        KafkaServer.startSecured(
            folder,
            Ports.anyFree(),
            new KafkaServer.Security(
                certificates.keyStore(), TestCertificates.PASSWORD, ADMIN, passwordOf(ADMIN)));
    SecuredKafka kafka = new SecuredKafka(server, certificates);
    try (Admin admin = Admin.create(kafka.admin())) {
      KafkaServer.createTopics(kafka.admin());
      List<UserScramCredentialAlteration> accounts =
          rights.stream()
              .map(Right::account)
              .distinct()
              .<UserScramCredentialAlteration>map(
                  name ->
                      new UserScramCredentialUpsertion(
                          name,
                          new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                          passwordOf(name)))
              .toList();
      await(admin.alterUserScramCredentials(accounts).all());
      await(admin.createAcls(rights.stream().map(Right::binding).toList()).all());
    }
    return kafka;
  }

  /** The settings of a client that may do everything. */
  public Map<String, Object> admin() {
    return client(ADMIN);
  }

  /** The settings of a client with an account. */
  public Map<String, Object> client(String account) {
    return client(account, passwordOf(account), certificates.authority());
  }

  /** The same with a password and an authority to trust that may be wrong. */
  public Map<String, Object> client(String account, String password, Path authority) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", "localhost:" + port());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", login(account, password));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", authority.toString());
    settings.put("request.timeout.ms", 5_000);
    settings.put("default.api.timeout.ms", 10_000);
    return settings;
  }

  /** How a client logs in. */
  public static String login(String account, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(account, password);
  }

  public static String passwordOf(String account) {
    return account + "-password";
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private static void await(KafkaFuture<?> answer) {
    try {
      answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
