package io.rmaflow.contract.settings.rules;

import io.rmaflow.events.Clause;
import java.util.Arrays;
import java.util.Optional;

/** Every setting of the policy (section 21 of the clause table), with its default as JSON text. */
public enum SettingKey {
  /** whether 12:00:00 itself still counts as the same day. */
  @Clause("A-01")
  NOON_INCLUSIVE("cutoff.noon.inclusive", "true", SettingValue.BOOLEAN),
  /** which instant the noon cut-off looks at. */
  @Clause("A-02")
  CUTOFF_CLOCK("cutoff.clock", "\"JUDGED_AT\"", SettingValue.oneOf("JUDGED_AT", "ACCEPTED_AT")),
  /** */
  @Clause("A-03")
  OPENING_INCLUSIVE("hours.open.inclusive", "true", SettingValue.BOOLEAN),
  /** */
  @Clause("A-03")
  CLOSING_INCLUSIVE("hours.close.inclusive", "true", SettingValue.BOOLEAN),
  /** business days that a specified version adds to the dispatch. */
  @Clause("A-10")
  VERSION_EXTRA_DAYS("versionSpecified.extraBusinessDays", "1", SettingValue.integer(0, 20)),
  /** how the last day of a term is counted; there is one way. */
  @Clause({"A-11", "A-12"})
  TERM_END(
      "term.end",
      "\"START_PLUS_YEARS_MINUS_ONE_DAY\"",
      SettingValue.oneOf("START_PLUS_YEARS_MINUS_ONE_DAY")),
  /** */
  @Clause("A-16")
  MANUFACTURER_LONG_LUMPS("mfr.lump67.enabled", "false", SettingValue.BOOLEAN),
  /** days after the expiry date on which a renewal is still taken. */
  @Clause("A-24")
  RENEWAL_GRACE_DAYS("renewal.graceDays", "0", SettingValue.integer(0, 365)),
  /** days after the purchase; null where the operator alone decides. */
  @Clause("A-50")
  DOA_WINDOW_DAYS("doa.windowDays", "null", SettingValue.integerOrNull(1, 365)),
  /** */
  @Clause("A-54")
  FAULTY_RETURN_REMINDER("mfr.faultyReturn.reminderBusinessDays", "5", SettingValue.integer(1, 60)),
  /** */
  @Clause("A-54")
  LOANER_RETURN_REMINDER("mfr.loanerReturn.reminderBusinessDays", "5", SettingValue.integer(1, 60)),
  /** */
  @Clause("A-58")
  WAIT_FOR_CUSTOMER("tec.waitForCustomer.businessDays", "10", SettingValue.integer(1, 120)),
  /** days before the expiry date on which a notice goes out at 09:00 (NOT-1). */
  @Clause({"A-63", "NOT-1"})
  EXPIRY_LEAD_DAYS(
      "notify.expiry.leadDays", "[90,30,7]", SettingValue.distinctIntegers(12, 1, 730)),
  /** NOT-7: business days before and after the due day, 09:00 each. */
  @Clause("NOT-7")
  RETURN_REMINDERS(
      "notify.return.schedule",
      "{\"businessDaysBefore\":2,\"businessDaysAfter\":1}",
      SettingValue.integers(0, 30, "businessDaysBefore", "businessDaysAfter")),
  /** EXC-VA-27: an empty list is not checked. */
  @Clause("EXC-VA-27")
  VA_HYPERVISORS("va.designatedHypervisors", "[]", SettingValue.texts(50, 100)),
  /** SHP-1. */
  @Clause("SHP-1")
  RETURN_ADDRESS(
      "shipping.returnAddress",
      "\"〒105-0013 東京都港区浜松町1-2-12 F1ビル4F 株式会社インフィニコ テクニカルサポート宛 03-5402-6731\"",
      SettingValue.text(500)),
  /** How many days an occurrence may be dated back. */
  BACKDATING("backdating.maxDays", "7", SettingValue.integer(0, 365)),
  /**
   * Days after a case is over for which the persons that its request named are kept; null: for
   * good.
   */
  KEEP_CONTACTS("retention.contacts.days", "null", SettingValue.integerOrNull(30, 36_500)),
  /** Days after a mail went out, or was given up, for which its words are kept; null: for good. */
  KEEP_MAILS("retention.mails.days", "null", SettingValue.integerOrNull(30, 36_500)),
  /**
   * Days after an event was taken in for which it is kept for the replay of webhooks; null: for
   * good.
   */
  KEEP_WEBHOOK_BODIES(
      "retention.webhookBodies.days", "null", SettingValue.integerOrNull(30, 36_500)),
  /** Days after a case is over for which its files are kept; null: for good. */
  KEEP_ATTACHMENTS("retention.attachments.days", "null", SettingValue.integerOrNull(30, 36_500)),
  /**
   * Days after the last warranty and contract of an account has ended for which the persons who
   * were registered for it are kept; null: for good.
   */
  KEEP_REGISTERED_CONTACTS(
      "retention.registeredContacts.days", "null", SettingValue.integerOrNull(30, 36_500)),
  /**
   * Days after its last row for which the name of an imported file, and what was wrong with its
   * rows, are kept; null: for good.
   */
  KEEP_IMPORTS("retention.imports.days", "null", SettingValue.integerOrNull(30, 36_500));

  private final String key;
  private final String defaultJson;

  // a record over a pure predicate: immutable, although the checker cannot see into a lambda
  @SuppressWarnings("ImmutableEnumChecker")
  private final SettingValue rule;

  SettingKey(String key, String defaultJson, SettingValue rule) {
    this.key = key;
    this.defaultJson = defaultJson;
    this.rule = rule;
  }

  /** The name by which it is read and set. */
  public String key() {
    return key;
  }

  /** The value before any change, as JSON text. */
  public String defaultJson() {
    return defaultJson;
  }

  /** What it may be set to. */
  public SettingValue rule() {
    return rule;
  }

  /** The setting of that name; nothing where there is none. */
  public static Optional<SettingKey> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
