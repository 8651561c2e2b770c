package io.rmaflow.notification.delivery;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.notification.files.Files;
import io.rmaflow.notification.wording.CalendarEntry;
import io.rmaflow.notification.wording.Language;
import io.rmaflow.notification.wording.MailTemplates;
import io.rmaflow.notification.wording.RenderedMail;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The delivery log, and mails to look at. */
@RestController
@Tag(name = "mails")
class DeliveryResource {

  private static final String WHAT = "delivery";

  /**
   * A mail of the delivery log.
   *
   * @param deliveryId names it
   * @param reason name of the event that caused it
   * @param eventId of that event
   * @param caseId the case that it is about; null where it is about none
   * @param recipientContactId {@code desk} and {@code desk-lead} for the support desk itself
   * @param language {@code ja} or {@code en}; null until it is written
   * @param subject null until it is written, and once it was erased
   * @param body as text; null until it is written, and once it was erased
   * @param messageId the same however often it is sent
   * @param status where it stands
   * @param attempts the present one included
   * @param queuedAt business time
   * @param nextAttemptAt business time; null where nothing is to be done
   * @param sentAt when the mail server took it, business time; null where it did not
   * @param problem what went wrong the last time
   * @param erasedAt when what it said was erased, because its recipient was or because its time was
   *     over, business time; null where it was not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record MailView(
      UUID deliveryId,
      String reason,
      String eventId,
      @Nullable String caseId,
      String recipientContactId,
      @Nullable String language,
      @Nullable String subject,
      @PersonalData @Nullable String body,
      String messageId,
      DeliveryStatus status,
      int attempts,
      Instant queuedAt,
      @Nullable Instant nextAttemptAt,
      @Nullable Instant sentAt,
      @Nullable String problem,
      @Nullable Instant erasedAt) {

    static MailView of(Delivery delivery) {
      CaseId caseId = delivery.caseId();
      Language language = delivery.language();
      return new MailView(
          delivery.deliveryId(),
          delivery.reason(),
          delivery.eventId(),
          caseId == null ? null : caseId.value(),
          delivery.recipient().value(),
          language == null ? null : language.code(),
          delivery.subject(),
          delivery.body(),
          delivery.messageId(),
          delivery.status(),
          delivery.attempts(),
          delivery.queuedAt(),
          delivery.nextAttemptAt(),
          delivery.sentAt(),
          delivery.problem(),
          delivery.erasedAt());
    }
  }

  /**
   * A mail as it would be sent now.
   *
   * @param reason name of the event that caused it
   * @param language {@code ja} or {@code en}
   * @param subject of the mail
   * @param text its words
   * @param html the same for those who read HTML
   * @param calendar the iCalendar file that goes with it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PreviewView(
      String reason,
      String language,
      String subject,
      @PersonalData String text,
      @PersonalData String html,
      @Nullable String calendar) {}

  private final Deliveries deliveries;
  private final Files files;
  private final MailTemplates templates;
  private final CalendarEntry.Organizer organizer;
  private final BusinessClock clock;
  private final Writes writes;

  DeliveryResource(
      Deliveries deliveries,
      Files files,
      MailTemplates templates,
      CalendarEntry.Organizer organizer,
      BusinessClock clock,
      Writes writes) {
    this.deliveries = deliveries;
    this.files = files;
    this.templates = templates;
    this.organizer = organizer;
    this.clock = clock;
    this.writes = writes;
  }

  /**
   * Which mails are asked for.
   *
   * @param caseId of this case
   * @param contractId of this contract
   * @param customerId of this customer ID, those linked with it and those of the earlier system
   * @param recipientContactId to this contact; {@code desk} and {@code desk-lead} for the support
   *     desk itself
   * @param status in this status
   */
  record Search(
      @Identifier @Nullable String caseId,
      @Identifier @Nullable String contractId,
      @Nullable CustomerId customerId,
      @Identifier @Nullable String recipientContactId,
      @Nullable DeliveryStatus status) {}

  /**
   * Which mail is to be looked at.
   *
   * @param caseId of this case
   * @param language {@code ja} or {@code en}
   */
  record PreviewQuestion(
      @Identifier String caseId,
      @Default("ja") @io.rmaflow.kit.web.fields.Language String language) {}

  /** The delivery log of mails. The oldest first; for a customer those about what is its own. */
  @InJapanese("メールの送信記録。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/deliveries")
  @ReadsPersonalData
  Page<MailView> mails(@Valid @ModelAttribute Search search, PageRequest page, Caller caller) {
    Deliveries.Filter filter =
        new Deliveries.Filter(
            search.caseId(),
            search.contractId(),
            search.customerId(),
            caller.isCustomer() ? caller.customerIds() : null,
            search.recipientContactId(),
            search.status());
    return new Page<>(
        deliveries.list(filter, page.offset(), page.size()).stream().map(MailView::of).toList(),
        page.page(),
        page.size(),
        deliveries.count(filter));
  }

  /**
   * Send a mail again under the same Message-ID. It is sent whatever became of it before; only one
   * whose words were erased is suppressed.
   *
   * @param id deliveryId
   */
  @InJapanese("同じ Message-ID でメールを再送します。内容が消去されたメールは送信せず SUPPRESSED とします。")
  @Refuses(status = 409, codes = "DELIVERY_IN_FLIGHT")
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/deliveries/{id}/resend")
  @ReadsPersonalData
  ResponseEntity<MailView> resendMail(@PathVariable("id") String id, WriteRequest call) {
    return writes.perform(
        call.withOptionalBody(),
        () -> {
          Delivery delivery = find(id);
          if (!deliveries.resend(delivery.deliveryId())) {
            throw new StateConflict(
                delivery.status(),
                "DELIVERY_IN_FLIGHT",
                "このメールは現在送信中です。",
                "The mail is being sent at this moment.");
          }
          return Answer.ok(MailView.of(find(id)));
        });
  }

  /**
   * A case's last mail for a reason, in the words of now.
   *
   * @param reason name of the event that caused it: the reason in {@code GET /api/deliveries}, such
   *     as RmaNumberIssued
   */
  @InJapanese("案件の直近のメールを現在の文面で表示します。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/previews/{reason}")
  @ReadsPersonalData
  PreviewView preview(
      @PathVariable("reason") String reason, @Valid @ModelAttribute PreviewQuestion question) {
    String caseId = question.caseId();
    Language language = Language.of(question.language()).orElseThrow();
    Delivery delivery =
        deliveries
            .last(new CaseId(caseId), reason)
            .orElseThrow(() -> new NotFound("mail", reason + " (" + caseId + ")"));
    RenderedMail mail = templates.render(delivery.mail(), language, files);
    String calendar =
        CalendarEntry.of(delivery.mail(), language, files::returnAddress, clock.now(), organizer)
            .orElse(null);
    return new PreviewView(
        reason, language.code(), mail.subject(), mail.text(), mail.html(), calendar);
  }

  private Delivery find(String id) {
    try {
      return deliveries.find(UUID.fromString(id)).orElseThrow(() -> new NotFound(WHAT, id));
    } catch (IllegalArgumentException notAnId) {
      throw new NotFound(WHAT, id);
    }
  }
}
