package io.rmaflow.contract.imports.rules;

import io.rmaflow.contract.agreement.rules.TakeOverTerm;
import io.rmaflow.contract.imports.rules.World.KnownProduct;
import io.rmaflow.events.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a row. */
public sealed interface TakeOver {

  /** It is not taken over, for these reasons. */
  record Refused(List<RowProblem> problems) implements TakeOver {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** Everything that it says is known already. */
  record Unchanged() implements TakeOver {}

  /**
   * It is taken over.
   *
   * @param customerId the account, under its present ID
   * @param newCustomer whether the account is new
   * @param newAliases legacy IDs that are not known yet
   * @param newContact whether the person is new to the account
   * @param newUnit whether the unit is to be registered
   * @param term the term of the contract, absent where there is none or it is known
   */
  record Accepted(
      Row row,
      KnownProduct product,
      CustomerId customerId,
      boolean newCustomer,
      List<CustomerId> newAliases,
      boolean newContact,
      boolean newUnit,
      @Nullable TakeOverTerm term)
      implements TakeOver {
    public Accepted {
      newAliases = List.copyOf(newAliases);
    }
  }
}
