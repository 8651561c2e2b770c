package io.rmaflow.stack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bearer tokens for the local stack. They are not signed: its services listen on 127.0.0.1 only and
 * believe them.
 */
public final class Tokens {

  /** The roles that a token may carry. */
  public static final Set<String> ROLES =
      Set.of("support", "logistics", "auditor", "admin", "service", "customer");

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Tokens() {}

  /**
   * A token without an end.
   *
   * @param actor who acts, as the events will say; null: {@code local-<role>}
   * @param customerIds for {@code customer} its own IDs, at least one; otherwise none
   * @throws StackFailure where the role is unknown or the IDs do not go with it
   */
  public static String issue(String role, @Nullable String actor, List<String> customerIds) {
    if (!ROLES.contains(role)) {
      throw new StackFailure(
          "Unknown role \""
              + role
              + "\"; there are "
              + String.join(", ", ROLES.stream().sorted().toList()));
    }
    if (role.equals("customer") == customerIds.isEmpty()) {
      throw new StackFailure(
          role.equals("customer")
              ? "A customer's token needs --customer ID"
              : "Only a customer's token has --customer");
    }
    ObjectNode claims = MAPPER.createObjectNode();
    claims.put("sub", actor == null ? "local-" + role : actor);
    claims.put("role", role);
    if (!customerIds.isEmpty()) {
      var ids = claims.putArray("customerIds");
      customerIds.forEach(ids::add);
    }
    return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}")
        + "."
        + encoded(MAPPER.writeValueAsString(claims))
        + "."
        + encoded("unsigned");
  }

  private static String encoded(String part) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(part.getBytes(StandardCharsets.UTF_8));
  }
}
