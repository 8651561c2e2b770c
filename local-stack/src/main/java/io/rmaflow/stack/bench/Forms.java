package io.rmaflow.stack.bench;

import java.time.LocalDate;
import java.time.ZoneId;

/** What the measurements fill in. */
final class Forms {

  /** A remark on a case: one step, one event. */
  static final String NOTE = "{\"text\": \"お客様に電話で状況を確認しました。\"}";

  /** What a repair's form says of a unit that was found faulty. */
  static final String FOUND_FAULTY =
      """
      , "channel": "FORM", "webAccessible": false, "requestSheet": true,
      "isolation": {"result": "HARDWARE_FAULT", "checkSheet": true,
                    "selfDiagnosis": "NOT_EXECUTABLE", "selfDiagnosisReason": "電源が入らない",
                    "networkFaultOrSettingChange": false, "fixedInLatestSoftware": false}
      """;

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private Forms() {}

  /** A unit bought today, of a customer that has no ID yet. */
  static String registration(String serialNumber, String email) {
    LocalDate today = LocalDate.now(JAPAN);
    return """
        {"owner": "計測株式会社",
         "contacts": [{"name": "計測 太郎", "email": "%s", "phone": "03-0000-0000",
                       "language": "ja", "contractNotices": false}],
         "unit": {"serialNumber": "%s", "productCode": "netregio2a-dhcp", "purchaseDate": "%s",
                  "shippedOn": "%s", "shippedBy": "VENDOR", "secondHand": false,
                  "salesChannel": "DIRECT",
                  "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"}}}
        """
        .formatted(email, serialNumber, today, today);
  }

  /** A contract of one year from today. */
  static String contract(String customerId, String serialNumber) {
    return """
        {"customerId": "%s", "serialNumber": "%s", "plan": "CROSS_SEND_BACK", "termYears": 1,
         "startDate": "%s", "appliedBy": "CUSTOMER"}
        """
        .formatted(customerId, serialNumber, LocalDate.now(JAPAN));
  }

  /**
   * A failure report.
   *
   * @param more further fields, each after a comma
   */
  static String report(
      String customerId, String serialNumber, String procedure, String email, String more) {
    return """
        {"customerId": "%s", "serialNumber": "%s", "procedure": "%s",
         "softwareVersion": "4.10.1-2201", "faultDescription": "電源が入らない",
         "requester": {"name": "計測 太郎", "email": "%s", "phone": "03-0000-0000",
                       "language": "ja"},
         "submittedBy": "CUSTOMER", "owner": "計測株式会社",
         "site": {"postalCode": "100-0001", "address": "東京都千代田区千代田1-1"},
         "declarations": {"openedOrModified": false, "installedAtHeight": false,
                          "cause": "UNKNOWN"}%s}
        """
        .formatted(customerId, serialNumber, procedure, email, more);
  }
}
