package io.rmaflow.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Who may log in: one account of each role that persons have. */
final class Persons implements UserDetailsService {

  /** The file of their passwords. */
  static final String FILE = "persons.properties";

  private static final List<Holder> ALL =
      List.of(
          Holder.of("desk", Role.SUPPORT),
          Holder.of("logistics", Role.LOGISTICS),
          Holder.of("auditor", Role.AUDITOR),
          Holder.of("admin", Role.ADMIN),
          new Holder("customer-c-1001", Role.CUSTOMER, List.of("C-1001")));

  private final Map<String, String> passwords;
  private final PasswordEncoder encoder;

  Persons(PrivateFolder folder, PasswordEncoder encoder) {
    this.passwords = Secrets.keptIn(folder, FILE, ALL.stream().map(Holder::account).toList());
    this.encoder = encoder;
  }

  static Optional<Holder> named(String account) {
    return ALL.stream().filter(person -> person.account().equals(account)).findFirst();
  }

  @Override
  public UserDetails loadUserByUsername(String account) {
    Holder person =
        named(account).orElseThrow(() -> new UsernameNotFoundException("No such account"));
    return User.withUsername(person.account())
        .password(encoder.encode(passwords.get(person.account())))
        .roles(person.role().name())
        .build();
  }
}
