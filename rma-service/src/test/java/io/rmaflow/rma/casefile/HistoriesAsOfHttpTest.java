package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Plan;
import io.rmaflow.rma.Customer;
import io.rmaflow.rma.RunningService;
import io.rmaflow.rma.RunningService.Reply;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random histories told to the service itself, some of them late, corrected, or told twice: what it
 * answered at each instant, byte for byte, it answers again when it is asked as of that instant.
 * {@code -Dhistories.http=50} tells more of them.
 */
@Clause("RMA-9")
class HistoriesAsOfHttpTest {

  private static final RunningService SERVICE = RunningService.apart();
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final List<String> CROSS_SEND_BACK =
      List.of(
          "replacement-shipment",
          "replacement-delivery",
          "faulty-unit-dispatch",
          "faulty-unit-return");
  private static final List<String> MANUFACTURER =
      List.of(
          "loaner-shipment",
          "loaner-delivery",
          "faulty-unit-dispatch",
          "faulty-unit-return",
          "loaner-dispatch",
          "loaner-return");

  @AfterAll
  static void end() {
    SERVICE.close();
  }

  /**
   * What was answered at an instant.
   *
   * @param at in Japan, without its offset
   */
  private record Answered(String at, String path, int status, String body) {}

  @Test
  void whatWasAnsweredAtAnInstant_isAnsweredAsOfItLater() {
    int histories = Integer.getInteger("histories.http", 3);
    long seed = Long.getLong("histories.seed", 17);
    SERVICE.startAt("2026-06-01T09:00:00");
    LocalDateTime now = LocalDateTime.parse("2026-06-01T09:00:00");
    List<Answered> answered = new ArrayList<>();
    for (int one = 0; one < histories; one++) {
      now = tell(new Random(seed + one), one, now, answered);
    }
    SERVICE.clock(WRITTEN.format(now.plusDays(3)));

    for (Answered before : answered) {
      String asOf = (before.path().contains("?") ? "&" : "?") + "asOf=" + before.at() + "%2B09:00";
      Reply again = SERVICE.get(before.path() + asOf);
      assertThat(again.status()).as(before.path() + asOf).isEqualTo(before.status());
      if (before.status() == 200) {
        assertThat(again.response().body()).as(before.path() + asOf).isEqualTo(before.body());
      }
    }
    System.out.printf(
        "%d histories from seed %d: %d answers were the same later%n",
        histories, seed, answered.size());
  }

  private static LocalDateTime tell(
      Random random, int number, LocalDateTime begin, List<Answered> answered) {
    boolean lends = number % 2 == 1;
    String unit = "NR2A-7" + String.format("%03d", number);
    Customer customer =
        Customer.registered(
            SERVICE,
            "C-7" + String.format("%03d", number),
            unit,
            lends ? Plan.MANUFACTURER : Plan.CROSS_SEND_BACK);
    LocalDateTime now = begin.plusHours(1);
    SERVICE.clock(WRITTEN.format(now));
    String path = customer.openCase(lends ? "MANUFACTURER" : "CROSS_SEND_BACK");
    List<String> asked =
        List.of(
            path,
            path + "/deadlines",
            "/api/customers/" + customer.id() + "/standing",
            "/api/deadlines?size=200",
            "/api/loaners?size=200");
    asked.forEach(one -> keep(now(begin.plusHours(1)), one, answered));
    now = step(random, now, path, "judgement", "{\"hardwareFault\": true}", asked, answered);
    for (String resource : lends ? MANUFACTURER : CROSS_SEND_BACK) {
      now = step(random, now, path, resource, body(resource, unit, number, now), asked, answered);
      if (random.nextInt(3) == 0) {
        now = correct(random, now, path, resource, asked, answered);
      }
    }
    return now;
  }

  private static LocalDateTime step(
      Random random,
      LocalDateTime before,
      String path,
      String resource,
      String body,
      List<String> asked,
      List<Answered> answered) {
    // now and then so late that a due day has passed meanwhile
    LocalDateTime now =
        before.plus(
            Duration.ofMinutes(random.nextInt(6) == 0 ? 9 * 1440 : random.nextInt(1, 2000)));
    SERVICE.clock(WRITTEN.format(now));
    Reply taken = SERVICE.post(path + "/" + resource, body);
    assertThat(taken.status()).as("%s %s: %s", resource, body, taken.body()).isIn(200, 201, 409);
    asked.forEach(one -> keep(now(now), one, answered));
    return now;
  }

  private static LocalDateTime correct(
      Random random,
      LocalDateTime now,
      String path,
      String resource,
      List<String> asked,
      List<Answered> answered) {
    String[] fact =
        switch (resource) {
          case "replacement-shipment" -> new String[] {"ReplacementShipped", "dispatchedAt"};
          case "replacement-delivery" -> new String[] {"ReplacementDelivered", "deliveredAt"};
          case "faulty-unit-dispatch" -> new String[] {"FaultyUnitDispatched", "customerShippedAt"};
          case "faulty-unit-return" -> new String[] {"FaultyUnitReturned", "receivedAt"};
          case "loaner-shipment" -> new String[] {"LoanerShipped", "dispatchedAt"};
          case "loaner-delivery" -> new String[] {"LoanerDelivered", "deliveredAt"};
          case "loaner-dispatch" -> new String[] {"LoanerDispatched", "customerShippedAt"};
          default -> new String[] {"LoanerReturned", "receivedAt"};
        };
    LocalDateTime other = now.minusMinutes(random.nextInt(1, 1500));
    return step(
        random,
        now,
        path,
        "correction",
        "{\"ofEvent\": \"%s\", \"field\": \"%s\", \"value\": \"%s+09:00\", \"reason\": \"found out\"}"
            .formatted(fact[0], fact[1], WRITTEN.format(other)),
        asked,
        answered);
  }

  private static String body(String resource, String unit, int number, LocalDateTime now) {
    return switch (resource) {
      case "replacement-shipment" ->
          "{\"serialNumber\": \"NR2A-8%03d\", \"condition\": \"REFURBISHED\"}".formatted(number);
      case "loaner-shipment" -> "{\"serialNumber\": \"NR2A-L%03d\"}".formatted(number);
      case "faulty-unit-return" -> "{\"serialNumber\": \"" + unit + "\"}";
      case "loaner-return" ->
          "{\"serialNumber\": \"NR2A-L%03d\", \"condition\": \"%s\"}"
              .formatted(number, number % 4 == 1 ? "USED" : "DAMAGED");
      case "replacement-delivery", "loaner-delivery" ->
          "{\"occurredAt\": \"" + WRITTEN.format(now.minusMinutes(30)) + "+09:00\"}";
      default -> "{}";
    };
  }

  private static String now(LocalDateTime at) {
    return WRITTEN.format(at);
  }

  private static void keep(String at, String path, List<Answered> answered) {
    Reply reply = SERVICE.get(path);
    answered.add(new Answered(at, path, reply.status(), reply.response().body()));
  }
}
