package io.rmaflow.console.casepage;

import java.util.List;

/**
 * Values of the services' language that a person chooses from.
 *
 * @param words the last part of the key in front of each value
 */
record Choices(String words, List<String> values) {

  static final Choices CONDITION = of("condition", "NEW", "REFURBISHED", "USED", "DAMAGED");

  static final Choices COMPLETION =
      of(
          "completion",
          "INFO_NOT_PROVIDED",
          "ACTION_NOT_PERFORMED",
          "NOT_OUR_PRODUCT",
          "INVESTIGATION_STALLED",
          "RESPONSE_EXHAUSTED");

  static final Choices EXCHANGE = of("exchange", "UNIT", "PART");

  static final Choices REPORT = of("report", "ON_SITE", "PHONE");

  static final Choices SECOND_VISIT = of("second-visit", "MOTHERBOARD");

  static final Choices RESOLUTION =
      of("resolution", "ACCEPTED_INSTEAD", "SENT_BACK", "BELONGS_TO_CASE");

  static final Choices RULE = of("rule", "A-28", "EOS-7", "VER-10");

  static final Choices FILE =
      of("file", "CHECK_SHEET", "REQUEST_SHEET", "SELF_DIAGNOSIS", "BACKUP", "LOG", "OTHER");

  static final Choices WORK =
      of(
          "work",
          "PERFORM_ISOLATION",
          "CONFIG_CHANGE",
          "CREATE_SETTINGS",
          "RESTORE_DATA",
          "DATA_GUARANTEE",
          "RELOCATION",
          "CABLING",
          "PERIODIC_INSPECTION",
          "VERSION_UP",
          "OPERATION_QUESTION",
          "TRAVEL_OR_MEETING",
          "ON_SITE_SURVEY",
          "REPORT",
          "GIVE_BACK_THE_COLLECTED_UNIT",
          "LOANER",
          "NEW_UNIT",
          "WHOLE_UNIT_EXCHANGE",
          "DEVELOPMENT_SUPPORT",
          "CUSTOMER_BUILT_SYSTEM",
          "COMPATIBILITY_CHECK",
          "CONFIDENTIAL",
          "GUARANTEE_OF_THE_ANSWER",
          "PLANNED_FIX_DATE",
          "OTHER_WORK");

  private static Choices of(String words, String... values) {
    return new Choices(words + ".", List.of(values));
  }
}
