package io.rmaflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void carryTheRoleAndTheActor() {
    String[] parts = Tokens.issue("support", "desk-7", List.of()).split("\\.", -1);

    assertThat(parts).hasSize(3);
    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    assertThat(decoded(parts[1])).isEqualTo("{\"sub\":\"desk-7\",\"role\":\"support\"}");
  }

  @Test
  void ofACustomerCarryItsIds() {
    String[] parts = Tokens.issue("customer", null, List.of("C-1001", "C-1002")).split("\\.", -1);

    assertThat(decoded(parts[1]))
        .isEqualTo(
            "{\"sub\":\"local-customer\",\"role\":\"customer\",\"customerIds\":[\"C-1001\",\"C-1002\"]}");
  }

  @Test
  void areNotIssuedForAnUnknownRoleOrWithoutTheIdsThatTheRoleNeeds() {
    assertThatThrownBy(() -> Tokens.issue("boss", null, List.of()))
        .hasMessage(
            "Unknown role \"boss\"; there are admin, auditor, customer, logistics, service, support");
    assertThatThrownBy(() -> Tokens.issue("customer", null, List.of()))
        .hasMessage("A customer's token needs --customer ID");
    assertThatThrownBy(() -> Tokens.issue("admin", null, List.of("C-1001")))
        .hasMessage("Only a customer's token has --customer");
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
