package io.rmaflow.notification.intake;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mails that have no recipient, or not all of their words, yet. */
@RestController
@Tag(name = "mails")
class WaitingMailResource {

  private final WaitingMails waiting;

  WaitingMailResource(WaitingMails waiting) {
    this.waiting = waiting;
  }

  /**
   * A mail that waits.
   *
   * @param reason the name of the event that made it
   * @param eventId of that event
   * @param caseId the case that it is about; null where it is about none
   * @param contractId the contract that it is about; null where it is about none
   * @param waitsFor {@code unit/}, {@code contact/}, {@code addressee/}, {@code rest-of-judgement/}
   *     or {@code end-of-overdue/} with the ID that an event is to tell of
   * @param waitsSince business time
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record WaitingMailView(
      String reason,
      String eventId,
      @Nullable String caseId,
      @Nullable String contractId,
      String waitsFor,
      Instant waitsSince) {}

  /** Mails that wait for an event that tells whom to write to, or what, the oldest first. */
  @InJapanese("宛先または内容を示すイベントを待っているメール(古い順)。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/waiting-mails")
  Page<WaitingMailView> waitingMails(PageRequest page) {
    return new Page<>(
        waiting.list(page.offset(), page.size()), page.page(), page.size(), waiting.count());
  }
}
