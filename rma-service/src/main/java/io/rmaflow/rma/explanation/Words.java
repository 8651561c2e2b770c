package io.rmaflow.rma.explanation;

import io.rmaflow.events.Message;
import io.rmaflow.rma.casefile.Due;
import io.rmaflow.rma.casefile.Reckoning;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * One of the two languages of an explanation.
 *
 * @param japanese whether it is Japanese, else English
 */
public record Words(boolean japanese) {

  /** By the code {@code ja} or {@code en}. */
  public static Words of(String language) {
    return new Words(language.toLowerCase(Locale.ROOT).equals("ja"));
  }

  /** {@code ja} or {@code en}. */
  public String code() {
    return japanese ? "ja" : "en";
  }

  /** The words of this language. */
  public String of(Message message) {
    return japanese ? message.ja() : message.en();
  }

  /** Those of the two that are of this language. */
  public String of(String ja, String en) {
    return japanese ? ja : en;
  }

  /** An instant in Japan. */
  public String at(Instant instant) {
    return japanese ? Reckoning.ja(instant) : Reckoning.en(instant) + " JST";
  }

  /** A day in Japan. */
  String day(LocalDate day) {
    return japanese ? Reckoning.ja(day) : Reckoning.en(day);
  }

  /** By when. */
  String due(Due due) {
    return switch (due) {
      case Due.OnDay(LocalDate day) ->
          of(Reckoning.ja(day) + " 24時まで", "until the end of " + Reckoning.en(day));
      case Due.AtInstant(Instant instant) ->
          of(Reckoning.ja(instant) + " まで", "until " + Reckoning.en(instant) + " JST");
    };
  }

  /** In brackets; nothing where there are none. */
  String clauses(List<String> clauses) {
    return clauses.isEmpty() ? "" : " [" + String.join(", ", clauses) + "]";
  }
}
