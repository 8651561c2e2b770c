package io.rmaflow.events;

/**
 * The families that eligibility is decided by (ELG, A-32). The 2, 2A and 3 series and NSX-D belong
 * to the family that they are named after; SuperDHCP is kept apart from the other NetWyvern, and IA
 * and VA from NetNebulas, because clauses name them.
 */
@Clause("A-32")
public enum ProductFamily {
  NETNEBULAS,
  NETREGIO,
  NETFLUX,
  NETWYVERN,
  SUPERDHCP,
  NETNEBULAS_IA,
  NETNEBULAS_VA
}
