package io.rmaflow.kit.web;

import java.util.Set;

/**
 * Who calls, by the token; a controller method may take it as an argument.
 *
 * @param subject the token's subject: an account, never a person's name
 * @param role what the caller may do
 * @param customerIds the customer IDs a {@link Role#CUSTOMER} may act for; empty for all others
 */
public record Caller(String subject, Role role, Set<String> customerIds) {

  public Caller {
    customerIds = Set.copyOf(customerIds);
  }

  /** Whether the caller is a customer and not somebody of the vendor. */
  public boolean isCustomer() {
    return role == Role.CUSTOMER;
  }
}
