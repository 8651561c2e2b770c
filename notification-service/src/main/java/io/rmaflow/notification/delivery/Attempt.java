package io.rmaflow.notification.delivery;

import io.rmaflow.events.Clause;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.TextId;
import io.rmaflow.events.notification.NoticeEvent.Failure;
import io.rmaflow.events.notification.NoticeEvent.Suppression;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.notification.delivery.Deliveries.Claimed;
import io.rmaflow.notification.files.Files;
import io.rmaflow.notification.mail.Mail;
import io.rmaflow.notification.mail.MailRules;
import io.rmaflow.notification.wording.CalendarEntry;
import io.rmaflow.notification.wording.Language;
import io.rmaflow.notification.wording.MailTemplates;
import io.rmaflow.notification.wording.RenderedMail;
import io.rmaflow.notification.wording.Surroundings;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt to send one delivery: still right? to whom? in which words? and what the mail server
 * said. The last step alone is recorded, so a crash at any point before it shows as {@link
 * DeliveryStatus#UNKNOWN}.
 */
@Component
class Attempt {

  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final Deliveries deliveries;
  private final Endings endings;
  private final Files files;
  private final Contacts contacts;
  private final MailTemplates templates;
  private final MailServer server;
  private final BusinessClock clock;
  private final MailSettings settings;
  private final CalendarEntry.Organizer organizer;

  Attempt(
      Deliveries deliveries,
      Endings endings,
      Files files,
      Contacts contacts,
      MailTemplates templates,
      MailServer server,
      BusinessClock clock,
      MailSettings settings,
      CalendarEntry.Organizer organizer) {
    this.deliveries = deliveries;
    this.endings = endings;
    this.files = files;
    this.contacts = contacts;
    this.templates = templates;
    this.server = server;
    this.clock = clock;
    this.settings = settings;
    this.organizer = organizer;
  }

  void run(Claimed claimed) throws InterruptedException {
    try {
      if (!recorded(claimed)) {
        log.warn(
            "delivery {} took longer than its lease and is left to the next attempt",
            claimed.delivery().deliveryId());
      }
    } catch (RuntimeException e) {
      log.error("delivery {} failed", claimed.delivery().deliveryId(), e);
      failed(claimed, null, "internal error: " + e.getClass().getSimpleName(), false);
    }
  }

  private boolean recorded(Claimed claimed) throws InterruptedException {
    Delivery delivery = claimed.delivery();
    Optional<Wrong> wrong = wrongNow(delivery);
    if (wrong.isPresent()) {
      return suppress(claimed, wrong.get().why(), wrong.get().cause());
    }
    return switch (contacts.ask(delivery.recipient(), delivery.owner())) {
      case Contacts.Answer.Known(var email, var language) ->
          email == null
              ? suppress(claimed, "the contact has no mail address", Suppression.NO_ADDRESS)
              : send(claimed, email, language);
      case Contacts.Answer.Erased _ ->
          suppress(claimed, "the contact was erased", Suppression.CONTACT_ERASED);
      case Contacts.Answer.Unknown _ ->
          endings.failed(
              claimed,
              null,
              delivery.owner().service() + " does not know the contact",
              Failure.CONTACT_UNKNOWN,
              clock.now());
      case Contacts.Answer.Unavailable(var problem) -> failed(claimed, null, problem, false);
    };
  }

  private boolean send(Claimed claimed, String email, Language language)
      throws InterruptedException {
    Delivery delivery = claimed.delivery();
    RenderedMail mail = templates.render(delivery.mail(), language, files);
    RenderedMail whole = mail;
    if (delivery.mail() instanceof Mail.WithTexts telling && !telling.texts().isEmpty()) {
      Map<TextId, String> words = new HashMap<>();
      Map<TextId, String> erased = new HashMap<>();
      for (TextId text : telling.texts()) {
        switch (contacts.askText(text)) {
          case Contacts.Words.Known(var said) -> words.put(text, said);
          case Contacts.Words.Gone _ when telling.isNothingWithoutThem() -> {
            return suppress(claimed, "the text was erased", Suppression.TEXT_ERASED);
          }
          case Contacts.Words.Gone _ -> erased.put(text, "");
          case Contacts.Words.Unavailable(var problem) -> {
            return failed(claimed, mail, problem, false);
          }
        }
      }
      // what is sent has the words, what is kept in the log has not
      mail = templates.render(delivery.mail(), language, new WithWords(files, erased));
      words.putAll(erased);
      whole = templates.render(delivery.mail(), language, new WithWords(files, words));
    }
    Instant now = clock.now();
    String calendar =
        CalendarEntry.of(delivery.mail(), language, files::returnAddress, now, organizer)
            .orElse(null);
    return switch (server.send(whole, calendar, email, delivery.messageId(), now)) {
      case MailServer.Outcome.Taken _ -> endings.sent(claimed, mail, now);
      case MailServer.Outcome.RefusedForGood(var problem) ->
          endings.failed(claimed, mail, problem, Failure.REFUSED, now);
      case MailServer.Outcome.RefusedForNow(var problem) -> failed(claimed, mail, problem, false);
      case MailServer.Outcome.NotKnown(var problem) -> failed(claimed, mail, problem, true);
    };
  }

  /** The surroundings of a mail that repeats free texts; blank ones were erased. */
  private record WithWords(Surroundings others, @PersonalData Map<TextId, String> words)
      implements Surroundings {

    @Override
    public String returnAddress() {
      return others.returnAddress();
    }

    @Override
    public String productName(ProductCode code) {
      return others.productName(code);
    }

    @Override
    public Optional<String> text(TextId id) {
      return Optional.ofNullable(words.get(id));
    }
  }

  /** Why a mail is not to be sent now, in words and for programs. */
  private record Wrong(String why, Suppression cause) {

    static Optional<Wrong> overtaken(Optional<String> why) {
      return why.map(words -> new Wrong(words, Suppression.OVERTAKEN));
    }
  }

  /** What has been sent once may be sent again as it was; an opt-in is asked every time. */
  @Clause("NOT-2")
  private Optional<Wrong> wrongNow(Delivery delivery) {
    LocalDate today = JapanTime.dateOf(clock.now());
    boolean again = delivery.sentAt() != null;
    return switch (delivery.mail()) {
      case Mail.OptIn mail -> {
        if (!files.wantsContractNotices(delivery.recipient()).orElse(false)) {
          yield Optional.of(
              new Wrong(
                  "the contact does not want contract notices", Suppression.NOT_WANTED)); // NOT-2
        }
        yield again ? Optional.empty() : Wrong.overtaken(wrongNow(mail, today));
      }
      case Mail.ServiceResumed mail ->
          again || deliveries.toldOfSuspension(mail.about().caseId())
              ? Optional.empty()
              : Wrong.overtaken(Optional.of("no notice of the suspension had gone out"));
      case Mail.AboutCase mail ->
          again
              ? Optional.empty()
              : Wrong.overtaken(
                  MailRules.wrongNow(mail, files.caseFile(mail.about().caseId()), today));
      case Mail.AboutCustomer _ -> Optional.empty();
    };
  }

  private Optional<String> wrongNow(Mail.OptIn notice, LocalDate today) {
    return switch (notice) {
      case Mail.AboutContract mail ->
          MailRules.wrongNow(mail, files.contractFile(mail.contractId()).orElse(null), today);
      case Mail.ReleaseNotice mail ->
          MailRules.wrongNow(mail, files.periodicReleases(mail.productCode()), today);
      case Mail.EndOfSaleNotice _ -> Optional.empty();
    };
  }

  private boolean suppress(Claimed claimed, String why, Suppression cause) {
    return endings.suppressed(claimed, why, cause, clock.now());
  }

  @Clause("NOT-3")
  private boolean failed(
      Claimed claimed, @Nullable RenderedMail mail, String problem, boolean perhapsSent) {
    Delivery delivery = claimed.delivery();
    int failures = delivery.failures() + 1;
    int most =
        delivery.mail() instanceof Mail.OptIn ? settings.noticeAttempts() : settings.attempts();
    if (failures >= most) {
      return endings.failed(claimed, mail, problem, Failure.GIVEN_UP, clock.now());
    }
    return deliveries.retry(
        claimed, mail, problem, perhapsSent, clock.now().plus(settings.waitAfter(failures)));
  }
}
