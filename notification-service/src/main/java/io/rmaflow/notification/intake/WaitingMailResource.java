package io.rmaflow.notification.intake;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Mails that have no recipient, or not all of their words, yet. */
@RestController
class WaitingMailResource {

  private final WaitingMails waiting;

  WaitingMailResource(WaitingMails waiting) {
    this.waiting = waiting;
  }

  /**
   * A mail that waits.
   *
   * @param waitsFor what the event that it waits for tells, such as {@code unit/} with a serial
   *     number
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

  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/waiting-mails")
  Page<WaitingMailView> list(PageRequest page) {
    return new Page<>(
        waiting.list(page.offset(), page.size()), page.page(), page.size(), waiting.count());
  }
}
