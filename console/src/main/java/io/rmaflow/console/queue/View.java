package io.rmaflow.console.queue;

import io.rmaflow.client.rma.model.Who;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of the queue is shown; its address says all of it.
 *
 * @param who only this side's work; null for all
 * @param due only what is due by then; null for all, also what has no due time
 * @param page from 0
 */
record View(@Nullable Who who, @Nullable Span due, int page) {

  static final int SIZE = 50;

  /** Who may have to act; the generated names have one more, for what a newer service says. */
  static final List<Who> SIDES = List.of(Who.VENDOR, Who.CUSTOMER, Who.CARRIER);

  private static final int LAST_PAGE = 1_000_000;
  private static final int FIVE = 5;

  /** By when something is due, in days of Japan. */
  enum Span {
    PASSED,
    TODAY,
    FIVE_DAYS
  }

  View {
    page = Math.clamp(page, 0, LAST_PAGE);
  }

  /** Of an address; what it says that is no filter stands for all. */
  static View of(@Nullable String who, @Nullable String due, @Nullable String page) {
    return new View(named(SIDES, who), named(List.of(Span.values()), due), number(page));
  }

  private static <E extends Enum<E>> @Nullable E named(List<E> all, @Nullable String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static int number(@Nullable String page) {
    try {
      return page == null ? 0 : Integer.parseInt(page);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  public View onPage(int number) {
    return new View(who, due, number);
  }

  /** The day before whose beginning the work is due, as the service takes it; null for all. */
  @Nullable String dueBefore(Workdays days) {
    if (due == null) {
      return null;
    }
    LocalDate before =
        switch (due) {
          case PASSED -> days.today();
          case TODAY -> days.today().plusDays(1);
          case FIVE_DAYS -> days.after(FIVE).plusDays(1);
        };
    return before.toString();
  }

  /** The address's query without its question mark; empty for all work from its beginning. */
  String query() {
    List<String> said = new ArrayList<>();
    Optional.ofNullable(who).ifPresent(one -> said.add("who=" + one.name()));
    Optional.ofNullable(due).ifPresent(one -> said.add("due=" + one.name()));
    if (page > 0) {
      said.add("page=" + page);
    }
    return String.join("&", said);
  }

  /** Where it is shown. */
  public String address() {
    return query().isEmpty() ? "/queue" : "/queue?" + query();
  }
}
