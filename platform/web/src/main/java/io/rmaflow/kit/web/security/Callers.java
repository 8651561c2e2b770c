package io.rmaflow.kit.web.security;

import io.rmaflow.events.CustomerId;
import io.rmaflow.events.UnusableId;
import io.rmaflow.events.values.Characters;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who calls, by the claims of a verified token: {@code sub}, {@code role} and, for customers,
 * {@code customerIds} (a list) or {@code customer} (one ID).
 */
final class Callers implements Converter<Jwt, AbstractAuthenticationToken> {

  private static final int MAX_SUBJECT = 128;

  /**
   * The caller, as the principal.
   *
   * @throws InvalidBearerTokenException where the claims are not those of an account of ours
   */
  @Override
  public AbstractAuthenticationToken convert(Jwt jwt) {
    Caller caller = callerOf(jwt);
    return new JwtAuthenticationToken(
        jwt, caller, List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
  }

  private static Caller callerOf(Jwt jwt) {
    if (!(jwt.getClaims().get("sub") instanceof String subject)
        || !(jwt.getClaims().get("role") instanceof String role)) {
      throw unusable();
    }
    boolean printable = Characters.wrongInLine(subject).isEmpty();
    if (subject.isBlank() || subject.length() > MAX_SUBJECT || !printable) {
      throw unusable();
    }
    Role known = Role.ofWireName(role.toLowerCase(Locale.ROOT)).orElseThrow(Callers::unusable);
    return new Caller(subject, known, customerIds(jwt));
  }

  private static Set<String> customerIds(Jwt jwt) {
    Set<String> ids = new HashSet<>();
    for (String name : new String[] {"customerIds", "customer"}) {
      Object claim = jwt.getClaims().get(name);
      if (claim instanceof String one) {
        ids.add(customerId(one));
      } else if (claim instanceof List<?> several) {
        for (Object one : several) {
          if (one instanceof String text) {
            ids.add(customerId(text));
          }
        }
      }
    }
    return ids;
  }

  private static String customerId(String claimed) {
    try {
      return new CustomerId(claimed).value();
    } catch (UnusableId unusable) {
      throw unusable();
    }
  }

  private static InvalidBearerTokenException unusable() {
    return new InvalidBearerTokenException("not a token with a subject and a known role");
  }
}
