package io.rmaflow.console.audit;

import io.rmaflow.client.Connection;
import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;

/** Who read whose data and who did what, as each of the services has recorded it. */
@Controller
@ForRoles({Role.AUDITOR, Role.ADMIN})
class AccessLogController {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final int SIZE = 50;

  private final Services services;

  AccessLogController(Services services) {
    this.services = services;
  }

  /** Whose log it is: each service keeps its own. */
  enum Keeper {
    RMA,
    CONTRACT,
    NOTIFICATION
  }

  /** One read or act. */
  record Access(
      OffsetDateTime at,
      String actor,
      String role,
      String type,
      String operation,
      List<String> about,
      @Nullable String reason,
      String address) {}

  /** A page of them, the newest first. */
  record Log(List<Access> accesses, long total, int page) {

    /** Whether there are older ones. */
    public boolean more() {
      return (page + 1L) * SIZE < total;
    }
  }

  /**
   * What is looked for.
   *
   * @param from the first day in Japan
   * @param to the last day in Japan, inclusive
   */
  record Sought(
      @Nullable String customerId,
      @Nullable String contactId,
      @Nullable String actor,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    @Nullable OffsetDateTime begins() {
      return from == null ? null : from.atStartOfDay(JAPAN).toOffsetDateTime();
    }

    @Nullable OffsetDateTime ends() {
      return to == null ? null : to.plusDays(1).atStartOfDay(JAPAN).toOffsetDateTime();
    }
  }

  @GetMapping("/audit/access-log")
  String show(
      @RequestParam(defaultValue = "RMA") Keeper service,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false) @Nullable String contactId,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(defaultValue = "0") int page,
      Person person,
      Model model) {
    Sought sought = new Sought(given(customerId), given(contactId), given(actor), from, to);
    model.addAttribute("keepers", Keeper.values());
    model.addAttribute("service", service);
    model.addAttribute("sought", sought);
    try {
      model.addAttribute("log", read(services.asPerson(), service, sought, page));
    } catch (HttpClientErrorException.BadRequest e) {
      model.addAttribute("refusals", Refusals.of(e, person));
    }
    return "audit/access-log";
  }

  private static Log read(Connection services, Keeper keeper, Sought by, int page) {
    return switch (keeper) {
      case RMA -> {
        var log =
            new io.rmaflow.client.rma.api.AccessLogApi(services.rma())
                .accessLog(
                    by.customerId(),
                    by.contactId(),
                    by.actor(),
                    by.begins(),
                    by.ends(),
                    page,
                    SIZE);
        yield new Log(
            log.getItems().stream()
                .map(
                    one ->
                        new Access(
                            one.getRecordedAt(),
                            one.getActor(),
                            one.getRole(),
                            one.getType(),
                            one.getOperation(),
                            about(
                                one.getOn(),
                                one.getCustomerIds(),
                                one.getContactIds(),
                                one.getSiteIds(),
                                one.getCaseIds()),
                            one.getReason(),
                            one.getAddress()))
                .toList(),
            log.getTotal(),
            page);
      }
      case CONTRACT -> {
        var log =
            new io.rmaflow.client.contract.api.AccessLogApi(services.contract())
                .accessLog(
                    by.customerId(),
                    by.contactId(),
                    by.actor(),
                    by.begins(),
                    by.ends(),
                    page,
                    SIZE);
        yield new Log(
            log.getItems().stream()
                .map(
                    one ->
                        new Access(
                            one.getRecordedAt(),
                            one.getActor(),
                            one.getRole(),
                            one.getType(),
                            one.getOperation(),
                            about(
                                one.getOn(),
                                one.getCustomerIds(),
                                one.getContactIds(),
                                one.getSiteIds(),
                                one.getCaseIds()),
                            one.getReason(),
                            one.getAddress()))
                .toList(),
            log.getTotal(),
            page);
      }
      case NOTIFICATION -> {
        var log =
            new io.rmaflow.client.notification.api.AccessLogApi(services.notification())
                .accessLog(
                    by.customerId(),
                    by.contactId(),
                    by.actor(),
                    by.begins(),
                    by.ends(),
                    page,
                    SIZE);
        yield new Log(
            log.getItems().stream()
                .map(
                    one ->
                        new Access(
                            one.getRecordedAt(),
                            one.getActor(),
                            one.getRole(),
                            one.getType(),
                            one.getOperation(),
                            about(
                                one.getOn(),
                                one.getCustomerIds(),
                                one.getContactIds(),
                                one.getSiteIds(),
                                one.getCaseIds()),
                            one.getReason(),
                            one.getAddress()))
                .toList(),
            log.getTotal(),
            page);
      }
    };
  }

  private static List<String> about(
      Map<String, String> on,
      List<String> customers,
      List<String> contacts,
      List<String> sites,
      List<String> cases) {
    return Stream.of(on.values(), customers, contacts, sites, cases)
        .flatMap(each -> each.stream())
        .distinct()
        .toList();
  }

  private static @Nullable String given(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }
}
