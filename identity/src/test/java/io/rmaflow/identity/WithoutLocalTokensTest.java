package io.rmaflow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The issuer as it is where nobody has opened it to the command line, started as a program. */
@ExtendWith(OutputCaptureExtension.class)
class WithoutLocalTokensTest {

  @TempDir Path folder;

  @Test
  void theCommandLineGetsNoTokenOfARole_butOneForItself() {
    try (ConfigurableApplicationContext issuer =
        start(Map.of("rmaflow.identity.secrets.rma-cli", "told-from-outside"))) {
      Browser program = new Browser(portOf(issuer));

      Answer refused =
          program.postAs(
              "rma-cli",
              "told-from-outside",
              "/oauth2/token",
              "grant_type",
              "urn:rmaflow:grant-type:local-token",
              "role",
              "admin");

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("error")).isEqualTo("unsupported_grant_type");
      assertThat(
              program
                  .postAs(
                      "rma-cli",
                      "told-from-outside",
                      "/oauth2/token",
                      "grant_type",
                      "client_credentials")
                  .claims())
          .containsEntry("role", "service");
    }
  }

  @Test
  void passwordsSecretsAndKeysSurviveARestart_andStandInNoLog(CapturedOutput output)
      throws Exception {
    String jwks;
    String persons;
    String clients;
    try (ConfigurableApplicationContext first = start(Map.of())) {
      jwks = new Browser(portOf(first)).get("/oauth2/jwks").body();
      persons = Files.readString(folder.resolve("identity/persons.properties"));
      clients = Files.readString(folder.resolve("identity/clients.properties"));
    }

    try (ConfigurableApplicationContext second = start(Map.of())) {
      Browser browser = new Browser(portOf(second));

      assertThat(browser.get("/oauth2/jwks").body()).isEqualTo(jwks);
      assertThat(Files.readString(folder.resolve("identity/persons.properties")))
          .isEqualTo(persons);
      assertThat(Files.readString(folder.resolve("identity/clients.properties")))
          .isEqualTo(clients);
      assertThat(browser.logIn("admin", entry(persons, "admin")).header("Location")).endsWith("/");
    }
    assertThat(output.getAll()).contains("Passwords, secrets and keys lie in " + folder);
    for (String text : new String[] {persons, clients}) {
      Properties all = new Properties();
      all.load(new java.io.StringReader(text));
      assertThat(all).hasSize(text.equals(persons) ? 5 : 6);
      all.values().forEach(secret -> assertThat(output.getAll()).doesNotContain(secret.toString()));
    }
  }

  private ConfigurableApplicationContext start(Map<String, String> settings) {
    java.util.List<String> arguments =
        new java.util.ArrayList<>(
            java.util.List.of(
                "--server.port=0",
                "--rmaflow.identity.directory=" + folder.resolve("identity"),
                "--debug=false"));
    settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return SpringApplication.run(IdentityApplication.class, arguments.toArray(String[]::new));
  }

  private static int portOf(ConfigurableApplicationContext issuer) {
    return java.util.Objects.requireNonNull(
            ((ServletWebServerApplicationContext) issuer).getWebServer())
        .getPort();
  }

  private static String entry(String text, String name) throws Exception {
    Properties all = new Properties();
    all.load(new java.io.StringReader(text));
    return java.util.Objects.requireNonNull(all.getProperty(name));
  }
}
