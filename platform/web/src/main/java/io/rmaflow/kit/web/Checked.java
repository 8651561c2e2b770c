package io.rmaflow.kit.web;

/**
 * A record of a request with a rule that no single component tells. It is asked as soon as its
 * components are read, also where some of them are wrong: those are placeholders then (see {@link
 * Findings#isWrong}), never null where they are not {@code @Nullable}.
 */
@FunctionalInterface
public interface Checked {

  /** Notes what is wrong; must have no other effect and ask nobody. */
  void check(Findings findings);
}
