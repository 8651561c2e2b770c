package io.rmaflow.time;

import java.time.LocalDate;

/**
 * A day on which the law closes the country (国民の祝日, or 休日 under article 3).
 *
 * @param date the day, in Japan
 * @param ja Japanese name
 * @param en English name
 * @param basis the rule that makes it a holiday
 * @param provisional true where the government has not yet published the holidays of that year: the
 *     law may still change, and both equinoxes are fixed only in the February before
 */
public record NationalHoliday(
    LocalDate date, String ja, String en, Basis basis, boolean provisional) {

  /** Why the day is a holiday. */
  public enum Basis {
    /** A national holiday of its own name (article 2, dates of 2020 and 2021 as moved by law). */
    NAMED,
    /** A day made a holiday once, by a special law (2019). */
    SPECIAL_LAW,
    /** Substitute holiday, 振替休日 (article 3, paragraph 2). */
    SUBSTITUTE,
    /** Citizens' holiday between two national holidays, 国民の休日 (article 3, paragraph 3). */
    CITIZENS
  }
}
