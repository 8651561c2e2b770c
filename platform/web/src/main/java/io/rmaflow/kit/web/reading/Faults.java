package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.Findings;
import java.util.List;

/** What is wrong with a field by its type alone, in words that are the same for all fields. */
final class Faults {

  private Faults() {}

  static void wrongType(Findings findings, String name, String ja, String en) {
    findings.reject(name, "WRONG_TYPE", ja + "を指定してください。", "It must be " + en + ".");
  }

  static void outOfRange(Findings findings, String name, String min, String max) {
    findings.reject(
        name,
        "OUT_OF_RANGE",
        min + " から " + max + " の範囲で指定してください。",
        "It must lie between " + min + " and " + max + ".");
  }

  static void unknownValue(Findings findings, String name, List<String> allowed) {
    String list = String.join(", ", allowed);
    findings.reject(
        name, "UNKNOWN_VALUE", "次のいずれかを指定してください: " + list, "It must be one of " + list + ".");
  }

  static void tooMany(Findings findings, String name, int most) {
    findings.reject(
        name,
        "TOO_MANY",
        most + " 件以内で指定してください。",
        "It must not have more than " + most + " items.");
  }
}
