package io.rmaflow.rma.intake;

import static io.rmaflow.rma.intake.Complete.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.kit.keys.RandomKey;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.Role;
import io.rmaflow.kit.web.reading.Requests;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportKeeperTest {

  private static final Instant NOW = at("2026-05-01T10:30:00+09:00");

  private final Kept kept = new Kept();
  private final Fingerprints fingerprints =
      new Fingerprints(RandomKey.of("key", "cg5RXvqXQWFUkcL7zPlz0aDH9uh9FWdymDSmk+Du69Y="));
  private final ReportKeeper keeper = new ReportKeeper(kept, fingerprints, id -> id);

  @Test
  void readsTheWholeRequest_andKeepsPersonsPlacesAndTextsElsewhere() {
    FailureReported request =
        read(
            """
            {"customerId": " C-1001 ", "serialNumber": "NR2A-0001", "procedure": "CROSS_SEND_BACK",
             "channel": "FORM", "softwareVersion": "4.10.1-2201", "faultDescription": "起動しない",
             "webAccessible": false,
             "isolation": {"result": "HARDWARE_FAULT", "checkSheet": true,
               "selfDiagnosis": "NOT_EXECUTABLE", "selfDiagnosisReason": "no power",
               "networkFaultOrSettingChange": false, "fixedInLatestSoftware": false},
             "requestSheet": true, "backup": false, "log": false,
             "attachments": [{"kind": "CHECK_SHEET", "attachmentId": "a-1"}],
             "requestedSoftwareVersion": null,
             "requester": {"name": "山田", "email": "…", "phone": "…", "language": "ja"},
             "submittedBy": "CUSTOMER",
             "site": {"postalCode": "105-0013", "address": "東京都港区浜松町1-2-12"}, "owner": "K1",
             "deliverTo": {"name": "受付", "postalCode": "100-0001", "address": "千代田"},
             "declarations": {"openedOrModified": false, "installedAtHeight": true,
               "cause": "UNKNOWN", "purpose": "PREVENTIVE_EXCHANGE",
               "requestedWork": ["LOANER"], "reproducible": true},
             "resubmissionOf": null, "occurredAt": "2026-05-01T09:30:00+09:00"}
            """);

    assertThat(request.customerId()).hasToString("C-1001");
    assertThat(request.procedure()).isEqualTo(Procedure.CROSS_SEND_BACK);
    assertThat(request.submittedAt()).isEqualTo(at("2026-05-01T09:30:00+09:00"));
    assertThat(request.attachments()).hasSize(1);
    assertThat(request.isolation()).isNotNull();
    assertThat(request.isolation().selfDiagnosis()).isEqualTo(SelfDiagnosis.NOT_EXECUTABLE);
    assertThat(request.declarations().installedAtHeight()).isTrue();
    assertThat(request.declarations().purpose()).isEqualTo(Purpose.PREVENTIVE_EXCHANGE);
    assertThat(request.declarations().requestedWork()).containsExactly(RequestedWork.LOANER);
    assertThat(request.siteFingerprint()).isEqualTo(fingerprints.site("1050013", "東京都港区浜松町1-2-12"));
    assertThat(request.ownerFingerprint()).isEqualTo(fingerprints.owner("K 1"));
    assertThat(kept.values.values())
        .containsExactlyInAnyOrder(
            "起動しない",
            "no power",
            new Contact("山田", "…", "…", "ja"),
            new Site("105-0013", "東京都港区浜松町1-2-12"),
            new Site("100-0001", "千代田"),
            new Contact("受付", null, null, "ja"));
  }

  @Test
  @Clause("RMA-2")
  void whatIsLeftOut_isLeftToTheRules() {
    FailureReported request = read("{}");

    assertThat(request.procedure()).isNull();
    assertThat(request.customerId()).isNull();
    assertThat(request.serialNumber()).isNull();
    assertThat(request.isolation()).isNull();
    assertThat(request.channel()).isEqualTo(Channel.FORM);
    assertThat(request.requestSheet()).isFalse();
    assertThat(request.webAccessible()).isNull();
    assertThat(request.declarations().cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(request.submittedAt()).isEqualTo(NOW);
    assertThat(kept.values).isEmpty();
  }

  @Test
  void blankTextsCountAsLeftOut() {
    FailureReported request =
        read("{\"customerId\": \" \", \"faultDescription\": \"\\n\", \"softwareVersion\": \"\"}");

    assertThat(request.customerId()).isNull();
    assertThat(request.faultDescriptionId()).isNull();
    assertThat(request.softwareVersion()).isNull();
  }

  @Test
  void anEmptyIsolationIsNoneDone() {
    FailureReported request = read("{\"isolation\": {}}");

    assertThat(request.isolation()).isNotNull();
    assertThat(request.isolation().result()).isEqualTo(IsolationResult.NOT_DONE);
    assertThat(request.isolation().selfDiagnosis()).isEqualTo(SelfDiagnosis.NOT_DONE);
  }

  @Test
  void personsAndPlacesAreReadAsAtARegistration_butWhatIsNoneIsKeptAsWritten() {
    read(
        """
        {"requester": {"name": " 山田 ", "email": "あとで", "phone": "０３－００００－０００１"},
         "site": {"postalCode": "〒１０５００１３", "address": "東京都港区浜松町1-2-12"},
         "deliverTo": {"postalCode": "不明", "phone": "03-0000-0000 内線12"}}
        """);

    assertThat(kept.values.values())
        .containsExactlyInAnyOrder(
            new Contact("山田", "あとで", "03-0000-0001", "ja"),
            new Site("105-0013", "東京都港区浜松町1-2-12"),
            new Site("不明", null),
            new Contact(null, null, "03-0000-0000 内線12", "ja"));
  }

  @Test
  @Clause("EXC-CSB-12")
  void halfAnAddressIsKeptButNotCompared() {
    FailureReported request = read("{\"site\": {\"address\": \"東京都港区\"}}");

    assertThat(request.siteId()).isNotNull();
    assertThat(request.siteFingerprint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"procedure\": \"SPOT_REPAIR\"}",
        "{\"channel\": 1}",
        "{\"webAccessible\": \"yes\"}",
        "{\"isolation\": []}",
        "{\"isolation\": {\"result\": \"MAYBE\"}}",
        "{\"faultDescription\": \"a\\u0000b\"}",
        "{\"requester\": {\"name\": \"山田\\r\\nBcc: x@example.com\"}}",
        "{\"site\": {\"address\": \"東京都\\n港区\"}}",
        "{\"owner\": \"K\\u202e1\"}",
        "{\"declarations\": {\"requestedWork\": [\"MAGIC\"]}}",
        "{\"attachments\": [{\"kind\": \"PHOTO\", \"attachmentId\": \"a\"}]}",
        "{\"occurredAt\": \"2026-05-01T10:31:01+09:00\"}",
        "{\"occurredAt\": \"2026-04-20T10:30:00+09:00\"}",
        "{\"occurredAt\": \"yesterday\"}"
      })
  void whatIsNoRequestAtAll_isAnErrorOfItsField_andNothingIsKept(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(InvalidRequest.class);
    assertThat(kept.values).isEmpty();
  }

  @Test
  void allThatIsWrongIsTold_inTheOrderOfReading() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"deliverTo": {"address": 1}, "owner": 1, "faultDescription": 1,
                     "inquiry": {"personWanted": {}, "ruledOut": ["RAIN"], "language": 1},
                     "isolation": {"selfDiagnosis": "MAYBE", "result": ""},
                     "occurredAt": "yesterday", "resubmissionOf": 1,
                     "declarations": {"requestedWork": "LOANER", "cause": "ME"},
                     "attachments": [{"kind": "PHOTO"}], "log": 0, "backup": "yes",
                     "serialNumber": 1, "customerId": "C-\\u202e1", "channel": "", "procedure": 1}
                    """))
        .isInstanceOfSatisfying(
            InvalidRequest.class,
            wrong ->
                assertThat(wrong.errors())
                    .extracting(error -> error.field() + " " + error.code())
                    .containsExactly(
                        "procedure WRONG_TYPE",
                        "channel UNKNOWN_VALUE",
                        "customerId CONTROL_CHARACTER",
                        "serialNumber WRONG_TYPE",
                        "backup WRONG_TYPE",
                        "log WRONG_TYPE",
                        "attachments[0].kind UNKNOWN_VALUE",
                        "attachments[0].attachmentId REQUIRED",
                        "declarations.cause UNKNOWN_VALUE",
                        "declarations.requestedWork WRONG_TYPE",
                        "resubmissionOf WRONG_TYPE",
                        "occurredAt MALFORMED",
                        "isolation.result UNKNOWN_VALUE",
                        "isolation.selfDiagnosis UNKNOWN_VALUE",
                        "inquiry.language WRONG_TYPE",
                        "inquiry.ruledOut[0] UNKNOWN_VALUE",
                        "inquiry.personWanted WRONG_TYPE",
                        "faultDescription WRONG_TYPE",
                        "owner WRONG_TYPE",
                        "deliverTo.address WRONG_TYPE"));
    assertThat(kept.values).isEmpty();
  }

  @Test
  @Clause("EXC-TEC-13")
  void aQuestionIsInTheLanguageOfItsRequester_howeverThatIsWritten_unlessItSaysAnother() {
    FailureReported ofRequester = read("{\"requester\": {\"language\": \"JA\"}, \"inquiry\": {}}");
    FailureReported ofQuestion =
        read("{\"requester\": {\"language\": \"ja\"}, \"inquiry\": {\"language\": \"fr\"}}");

    assertThat(ofRequester.inquiry()).extracting(Inquiry::language).isEqualTo("ja");
    assertThat(ofQuestion.inquiry()).extracting(Inquiry::language).isEqualTo("fr");
  }

  private FailureReported read(String json) {
    Caller desk = new Caller("desk", Role.SUPPORT, Set.of());
    return keeper.keep(Requests.read(json, Report.class, desk, NOW, () -> 7), Complete.CASE);
  }

  /** Keeps what it is given, in memory. */
  private static final class Kept implements PersonalStore {

    final Map<String, Object> values = new LinkedHashMap<>();

    private String keep(Object value) {
      String id = "r-" + (values.size() + 1);
      values.put(id, value);
      return id;
    }

    @Override
    public ContactId addContact(Contact contact) {
      return new ContactId(keep(contact));
    }

    @Override
    public SiteId addSite(Site site) {
      return new SiteId(keep(site));
    }

    @Override
    public TextId addText(String text) {
      return new TextId(keep(text));
    }

    @Override
    public boolean changeContact(ContactId contactId, Contact contact) {
      return values.replace(contactId.value(), contact) != null;
    }

    @Override
    public Optional<Contact> contact(ContactId contactId) {
      return Optional.ofNullable(values.get(contactId.value())).map(Contact.class::cast);
    }

    @Override
    public Optional<Site> site(SiteId siteId) {
      return Optional.ofNullable(values.get(siteId.value())).map(Site.class::cast);
    }

    @Override
    public Optional<String> text(TextId textId) {
      return Optional.ofNullable(values.get(textId.value())).map(String.class::cast);
    }

    @Override
    public Map<TextId, String> texts(Collection<TextId> textIds) {
      Map<TextId, String> texts = new HashMap<>();
      textIds.forEach(id -> text(id).ifPresent(text -> texts.put(id, text)));
      return texts;
    }

    @Override
    public Map<ContactId, Contact> contacts(Collection<ContactId> contactIds) {
      Map<ContactId, Contact> contacts = new HashMap<>();
      contactIds.forEach(id -> contact(id).ifPresent(contact -> contacts.put(id, contact)));
      return contacts;
    }

    @Override
    public List<ContactId> find(String search, int atMost) {
      return List.of();
    }

    @Override
    public void give(Subject thing, ContactId person) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keep(PersonKeys.Fresh key, @Nullable ContactId person) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isErased(ContactId contactId) {
      return false;
    }

    @Override
    public boolean isErased(SiteId siteId) {
      return false;
    }

    @Override
    public boolean erase(ContactId contactId) {
      return values.remove(contactId.value()) != null;
    }

    @Override
    public boolean erase(SiteId siteId) {
      return values.remove(siteId.value()) != null;
    }

    @Override
    public boolean erase(TextId textId) {
      return values.remove(textId.value()) != null;
    }
  }
}
