package io.rmaflow.kit.personal;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Gone;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Persons and places for those who have to address them. */
@RestController
@Tag(name = "personal data")
class PersonalDataController {

  /**
   * A person.
   *
   * @param contactId as in the events
   * @param name as it was given
   * @param email as it was given
   * @param phone as it was given
   * @param language in which we write: {@code ja} or {@code en}
   */
  record ContactView(
      ContactId contactId,
      @PersonalData @Nullable String name,
      @PersonalData @Nullable String email,
      @PersonalData @Nullable String phone,
      String language) {}

  /**
   * A place.
   *
   * @param siteId as in the events
   * @param postalCode such as 105-0013
   * @param address in one line
   */
  record SiteView(
      SiteId siteId,
      @PersonalData @Nullable String postalCode,
      @PersonalData @Nullable String address) {}

  /**
   * A free text.
   *
   * @param textId as in the events
   * @param text as it was written
   */
  record TextView(TextId textId, @PersonalData String text) {}

  private final PersonalStore store;
  private final Writes writes;
  private final PersonErasure erasure;

  PersonalDataController(PersonalStore store, Writes writes, PersonErasure erasure) {
    this.store = store;
    this.writes = writes;
    this.erasure = erasure;
  }

  /**
   * A person, by the ID that events carry.
   *
   * @param contactId as in the events
   */
  @InJapanese("イベントに含まれる ID の連絡先。")
  @Refuses(status = 410, codes = "ERASED")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, SERVICE})
  @GetMapping("/api/contacts/{contactId}")
  @ReadsPersonalData
  ContactView contact(@PathVariable("contactId") ContactId contactId) {
    Contact contact = store.contact(contactId).orElse(null);
    if (contact == null) {
      throw store.isErased(contactId)
          ? new Gone("contact", contactId.value())
          : new NotFound("contact", contactId.value());
    }
    return new ContactView(
        contactId, contact.name(), contact.email(), contact.phone(), contact.language());
  }

  /**
   * Erase a person for good.
   *
   * @param contactId as in the events
   */
  @InJapanese("連絡先の個人情報を完全に消去します。取り消しはできません。")
  @Refuses(status = 410, codes = "ERASED")
  @Answers(status = 204, when = "Erased")
  @Allowed(ADMIN)
  @DeleteMapping("/api/contacts/{contactId}")
  @AdministrativeAct
  ResponseEntity<Void> eraseContact(
      @PathVariable("contactId") ContactId contactId, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          Recording how = Recording.of(call.caller().subject(), call.receivedAt());
          if (!erasure.erase(contactId, how)) {
            throw store.isErased(contactId)
                ? new Gone("contact", contactId.value())
                : new NotFound("contact", contactId.value());
          }
          return Answer.noContent().naming("contact/" + contactId.value());
        });
  }

  /**
   * An address, by the ID that events carry.
   *
   * @param siteId as in the events
   */
  @InJapanese("イベントに含まれる ID の設置場所。")
  @Refuses(status = 410, codes = "ERASED")
  @Allowed({ADMIN, SUPPORT, LOGISTICS, SERVICE})
  @GetMapping("/api/sites/{siteId}")
  @ReadsPersonalData
  SiteView site(@PathVariable("siteId") SiteId siteId) {
    Site site = store.site(siteId).orElse(null);
    if (site == null) {
      throw store.isErased(siteId)
          ? new Gone("site", siteId.value())
          : new NotFound("site", siteId.value());
    }
    return new SiteView(siteId, site.postalCode(), site.address());
  }

  /**
   * A free text, by the ID that events carry. One that was erased is as unknown as any other.
   *
   * @param textId as in the events
   */
  @InJapanese("イベントに含まれる ID の文章。")
  @Allowed({ADMIN, SUPPORT, SERVICE})
  @GetMapping("/api/texts/{textId}")
  @ReadsPersonalData
  TextView text(@PathVariable("textId") TextId textId) {
    return new TextView(
        textId, store.text(textId).orElseThrow(() -> new NotFound("text", textId.value())));
  }
}
