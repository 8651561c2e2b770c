package io.rmaflow.console.frame;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Days and instants as a person reads them, in Japan's time; in templates {@code #times}. */
public final class Times {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final Locale language;
  private final DateTimeFormatter day;
  private final DateTimeFormatter minute;

  /** For a language: Japanese, or English for all others. */
  public Times(Locale language) {
    this.language = language;
    boolean japanese = Locale.JAPANESE.getLanguage().equals(language.getLanguage());
    Locale words = japanese ? Locale.JAPANESE : Locale.ENGLISH;
    this.day = DateTimeFormatter.ofPattern(japanese ? "yyyy-MM-dd(E)" : "E yyyy-MM-dd", words);
    this.minute =
        DateTimeFormatter.ofPattern(japanese ? "yyyy-MM-dd(E) HH:mm" : "E yyyy-MM-dd HH:mm", words);
  }

  /** The day with its weekday; empty for none. */
  public String date(@Nullable LocalDate date) {
    return date == null ? "" : day.format(date);
  }

  /** The instant's day in Japan with its weekday; empty for none. */
  public String date(@Nullable OffsetDateTime instant) {
    return instant == null ? "" : day.format(instant.atZoneSameInstant(JAPAN));
  }

  /** The instant to the minute in Japan, with its weekday; empty for none. */
  public String dateTime(@Nullable OffsetDateTime instant) {
    return instant == null ? "" : minute.format(instant.atZoneSameInstant(JAPAN));
  }

  /** For {@code <time datetime="…">}: the instant in Japan's offset; empty for none. */
  public String machine(@Nullable OffsetDateTime instant) {
    return instant == null ? "" : instant.atZoneSameInstant(JAPAN).toOffsetDateTime().toString();
  }

  /** The language that days are named in. */
  public Locale language() {
    return language;
  }
}
