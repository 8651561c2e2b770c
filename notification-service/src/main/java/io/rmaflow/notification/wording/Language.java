package io.rmaflow.notification.wording;

import io.rmaflow.events.Message;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A language that customers are written to in, with its way of writing dates. All times are JST.
 */
public enum Language {
  JA("ja", Locale.JAPANESE, "yyyy年M月d日(E)", "yyyy年M月d日(E) HH:mm"),
  EN("en", Locale.ENGLISH, "EEE d MMM yyyy", "EEE d MMM yyyy HH:mm 'JST'");

  private final String code;
  private final Locale locale;
  private final DateTimeFormatter date;
  private final DateTimeFormatter dateTime;

  Language(String code, Locale locale, String date, String dateTime) {
    this.code = code;
    this.locale = locale;
    this.date = DateTimeFormatter.ofPattern(date, locale);
    this.dateTime = DateTimeFormatter.ofPattern(dateTime, locale);
  }

  /** {@code ja} or {@code en}. */
  public String code() {
    return code;
  }

  /** The language with this code; nothing where customers are not written to in it. */
  public static Optional<Language> of(String code) {
    for (Language language : values()) {
      if (language.code.equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** A contact's language: Japanese where none, or none of ours, is given. */
  public static Language orJapanese(@Nullable String code) {
    return code == null ? JA : of(code).orElse(JA);
  }

  Locale locale() {
    return locale;
  }

  /** A day with its weekday, such as 2026年5月13日(水) or Wed 13 May 2026. */
  public String day(LocalDate day) {
    return date.format(day);
  }

  /** The day in Japan on which an instant lies. */
  String dayOf(Instant instant) {
    return day(JapanTime.dateOf(instant));
  }

  /** A day and the wall-clock time in Japan, to the minute. */
  String moment(Instant instant) {
    return dateTime.format(JapanTime.zoned(instant));
  }

  String say(Message message) {
    return switch (this) {
      case JA -> message.ja();
      case EN -> message.en();
    };
  }

  String say(String ja, String en) {
    return switch (this) {
      case JA -> ja;
      case EN -> en;
    };
  }
}
