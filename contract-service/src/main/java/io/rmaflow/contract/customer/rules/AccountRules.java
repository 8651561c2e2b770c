package io.rmaflow.contract.customer.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.util.List;
import java.util.Map;

/** Which ID means which account (CID-3, CID-6), wherever it is named: over REST or in a file. */
public final class AccountRules {

  private static final String MISMATCH = "CUSTOMER_ID_MISMATCH";
  private static final List<String> ONLY_ISSUED_ONES = List.of("CID-3", "A-30");

  private AccountRules() {}

  /** What an ID of the earlier system is to an account. */
  public enum AliasUse {
    /** Nobody has it yet. */
    FREE,
    /** It means this account already. */
    KNOWN,
    /** It is this account's present ID. */
    OWN,
    /** It means another account. */
    TAKEN
  }

  /**
   * CID-6, A-31: an ID that the system until September 2011 had issued means one account only.
   *
   * @param meant the account that the ID means now; the ID itself where it means none
   * @param issued whether it is the present ID of some account
   */
  @Clause({"CID-6", "A-31"})
  public static AliasUse use(
      CustomerId account, CustomerId alias, CustomerId meant, boolean issued) {
    if (alias.equals(account)) {
      return AliasUse.OWN;
    }
    if (meant.equals(account)) {
      return AliasUse.KNOWN;
    }
    return issued || !meant.equals(alias) ? AliasUse.TAKEN : AliasUse.FREE;
  }

  /** CID-3, A-30: an ID that is named has to be one that was issued. */
  @Clause({"CID-3", "A-30"})
  public static Refusal neverIssued(CustomerId named) {
    return new Refusal(
        MISMATCH,
        ONLY_ISSUED_ONES,
        new Message("このお客様IDは発行されていません。", "This customer ID was never issued."),
        Map.of("customerId", named.value()));
  }

  /** The same of several. */
  @Clause({"CID-3", "A-30"})
  public static Refusal neverIssued(List<CustomerId> named) {
    return new Refusal(
        MISMATCH,
        ONLY_ISSUED_ONES,
        new Message("発行されていないお客様IDがあります。", "Some of these customer IDs were never issued."),
        Map.of("customerIds", named.stream().map(CustomerId::value).toList()));
  }
}
