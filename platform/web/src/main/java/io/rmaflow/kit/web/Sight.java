package io.rmaflow.kit.web;

import io.rmaflow.events.CustomerId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose things somebody sees: a customer those of all IDs of its company, linked ones and those of
 * the earlier system among them; everybody else those of all customers.
 */
public final class Sight {

  private final Function<Set<CustomerId>, Set<CustomerId>> company;

  /**
   * @param company all IDs of the companies of which some are given, as the service knows them
   */
  public Sight(Function<Set<CustomerId>, Set<CustomerId>> company) {
    this.company = company;
  }

  /**
   * Whether a thing of this customer is the caller's business; one of nobody is no customer's. It
   * takes as long for what there is not as for what is another's.
   */
  public boolean concerns(Caller caller, Optional<CustomerId> owner) {
    if (!caller.isCustomer()) {
      return true;
    }
    Set<CustomerId> own = own(caller);
    return owner.filter(own::contains).isPresent();
  }

  /**
   * Of whose things a list tells somebody.
   *
   * @param asked the customers that are asked for; null for all
   * @return those of them that are the caller's business; null where that is everybody
   */
  public @Nullable Set<CustomerId> within(Caller caller, @Nullable Set<CustomerId> asked) {
    if (!caller.isCustomer()) {
      return asked;
    }
    Set<CustomerId> own = own(caller);
    if (asked != null) {
      own.retainAll(asked);
    }
    return own;
  }

  private Set<CustomerId> own(Caller caller) {
    Set<CustomerId> claimed =
        caller.customerIds().stream().map(CustomerId::new).collect(Collectors.toSet());
    return claimed.isEmpty() ? claimed : new HashSet<>(company.apply(claimed));
  }
}
