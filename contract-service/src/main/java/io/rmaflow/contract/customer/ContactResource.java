package io.rmaflow.contract.customer;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.customer.Customers.ContactEntry;
import io.rmaflow.contract.customer.rules.ContactCommand;
import io.rmaflow.contract.customer.rules.ContactCommand.ChangeContact;
import io.rmaflow.contract.customer.rules.ContactCommand.EraseContact;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.StoredStreams;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.ContactErasure;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Gone;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.Sent;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PATCH /api/contacts/{id}}; reading and erasing a person is the kit's. */
@Tag(name = "customers")
@RestController
class ContactResource implements ContactErasure {

  private static final List<String> CHANGEABLE =
      List.of("name", "email", "phone", "language", "contractNotices");

  private final Customers customers;
  private final PersonalStore personal;
  private final Writes writes;
  private final Commands commands;
  private final StoredStreams streams;

  ContactResource(
      Customers customers,
      PersonalStore personal,
      Writes writes,
      Commands commands,
      StoredStreams streams) {
    this.customers = customers;
    this.personal = personal;
    this.writes = writes;
    this.commands = commands;
    this.streams = streams;
  }

  /**
   * A contact with its person and its opt-in.
   *
   * @param contactId of the contact
   * @param customerId the account that it belongs to
   * @param name of the person
   * @param email where notices go to; null where there is none
   * @param phone null where there is none
   * @param language in which it is written to, {@code ja} or {@code en}
   * @param contractNotices its opt-in box for notices about contracts (REG-6)
   */
  record ContactWithOptIn(
      ContactId contactId,
      CustomerId customerId,
      @PersonalData @Nullable String name,
      @PersonalData @Nullable String email,
      @PersonalData @Nullable String phone,
      @Schema(allowableValues = {"ja", "en"}) String language,
      boolean contractNotices) {}

  /**
   * One state of the opt-in box, and since when (REG-6).
   *
   * @param contractNotices whether notices about contracts are wanted
   * @param since when it was set so
   * @param actor subject of whoever set it; empty where it is not known
   */
  record OptIn(boolean contractNotices, Instant since, String actor) {}

  /**
   * The history of a contact's opt-in. Each change with its time, the oldest first.
   *
   * @param contactId as in the customer or the unit
   */
  @InJapanese("お知らせの受信可否の履歴(古い順)。")
  @Clause({"REG-6", "NOT-2"})
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/api/contacts/{contactId}/opt-ins")
  @ReadsPersonalData
  Page<OptIn> optIns(@PathVariable("contactId") ContactId contactId, PageRequest page) {
    List<OptIn> history = new ArrayList<>();
    for (var stored : streams.events(ContactCommand.streamId(contactId))) {
      var envelope = stored.envelope();
      boolean same =
          envelope.data() instanceof ContactChanged changed
              && !history.isEmpty()
              && history.getLast().contractNotices() == changed.contractNotices();
      if (envelope.data() instanceof ContactChanged changed && !same) {
        history.add(
            new OptIn(
                changed.contractNotices(),
                envelope.occurredAt(),
                Objects.requireNonNullElse(envelope.actor(), "")));
      }
    }
    if (history.isEmpty()) {
      throw new NotFound("contact", contactId.value());
    }
    return Page.of(history, page);
  }

  /**
   * What changes of a contact: one of name, email, phone, language and contractNotices at least.
   * What is not mentioned stays, and {@code null} takes an address away.
   *
   * @param name of the person; cannot be left blank
   * @param email where notices go to
   * @param phone such as {@code 03-0000-0000 内線12}; full width becomes half width
   * @param language in which it is written to
   * @param contractNotices its opt-in box for notices about contracts (REG-6)
   */
  record Change(
      Sent<@Line(max = 200) String> name,
      Sent<@MailAddress String> email,
      Sent<@Phone String> phone,
      Sent<@Language String> language,
      Sent<Boolean> contractNotices,
      Happened occurredAt)
      implements Checked {

    @Override
    public void check(Findings findings) {
      boolean saysSomething =
          Stream.of(name, email, phone, language, contractNotices).anyMatch(Sent::mentioned);
      if (!saysSomething) {
        String all = String.join(", ", CHANGEABLE);
        findings.reject(
            "name", "REQUIRED", all + " のいずれかが必要です。", "There has to be one of " + all + ".");
      }
      if (name.isBlank() && !findings.isWrong("name")) {
        findings.required("name");
      }
    }

    Contact of(Contact before) {
      return new Contact(
          name.or(before.name()),
          email.or(before.email()),
          phone.or(before.phone()),
          Objects.requireNonNullElse(language.value(), before.language()));
    }
  }

  /**
   * Change a contact or its opt-in.
   *
   * @param contactId as in the customer or the unit
   */
  @InJapanese("連絡先の内容、または契約に関するお知らせの受信可否を変更します。")
  @Clause("REG-6")
  @Allowed({ADMIN, SUPPORT})
  @Refuses(status = 409, codes = "CONTACT_ERASED")
  @Refuses(status = 410, codes = "ERASED")
  @Refuses(status = 412, codes = "VERSION_MISMATCH")
  @Example(
      """
          {"email": "taro.yamada@sample.example", "phone": null, "contractNotices": false}
          """)
  @PatchMapping("/api/contacts/{contactId}")
  @ReadsPersonalData
  ResponseEntity<ContactWithOptIn> changeContact(
      @PathVariable("contactId") ContactId contactId,
      @Valid @RequestBody Change body,
      WriteRequest call) {
    return writes.performChecking(
        call.continuing(ContactCommand.streamId(contactId)),
        findings -> {
          Contact before = personal.contact(contactId).orElseThrow(() -> missing(contactId));
          ContactEntry entry = customers.contact(contactId).orElseThrow(() -> missing(contactId));
          findings.check();
          Contact after = body.of(before);
          boolean notices =
              Objects.requireNonNullElse(body.contractNotices().value(), entry.contractNotices());
          ChangeContact command =
              new ChangeContact(contactId, entry.customerId(), after.language(), notices);
          call.requireVersion(version(command.streamId()));
          if (!personal.changeContact(contactId, after)) {
            throw missing(contactId);
          }
          commands.send(command, Recording.of(call.caller().subject(), body.occurredAt().at()));
          return Answer.ok(
                  new ContactWithOptIn(
                      contactId,
                      entry.customerId(),
                      after.name(),
                      after.email(),
                      after.phone(),
                      after.language(),
                      notices))
              .withVersion(command.streamId(), version(command.streamId()));
        });
  }

  @Override
  public void erased(ContactId contactId, Recording how) {
    customers
        .contact(contactId)
        .ifPresent(entry -> commands.send(new EraseContact(contactId, entry.customerId()), how));
  }

  private RuntimeException missing(ContactId contactId) {
    return personal.isErased(contactId)
        ? new Gone("contact", contactId.value())
        : new NotFound("contact", contactId.value());
  }

  private long version(String streamId) {
    return streams.lastSequence(streamId).orElse(-1);
  }
}
