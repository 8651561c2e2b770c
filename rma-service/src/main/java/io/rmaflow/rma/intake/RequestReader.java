package io.rmaflow.rma.intake;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Declarations;
import io.rmaflow.events.rma.CaseEvent.FailureReported;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.Isolation;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Fingerprints;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.rma.cover.Cover;
import io.rmaflow.rma.intake.rules.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads a request out of its JSON. Only what is no request at all is an error of a field: a wrong
 * type, an unknown name of an enum, a text that is too long, an impossible {@code occurredAt}.
 * Whatever it lacks or says otherwise is for the rules. Persons, places and free texts go into the
 * personal store, in the caller's transaction; blank texts count as left out. An ID of the system
 * until September 2011 means the present one (CID-6, A-31).
 */
@Component
class RequestReader {

  private static final int MAX_TEXT = 10_000;
  private static final int MAX_SHORT = 200;
  private static final int MAX_AS_WRITTEN = 500;
  private static final int MAX_POSTAL_CODE = 64;
  private static final int MAX_VERSION = 64;
  private static final int MAX_ATTACHMENTS = 50;

  private final PersonalStore personal;
  private final Fingerprints fingerprints;
  private final UnaryOperator<CustomerId> presentIds;

  @Autowired
  RequestReader(PersonalStore personal, Fingerprints fingerprints, Cover cover) {
    this(personal, fingerprints, cover::presentId);
  }

  RequestReader(
      PersonalStore personal, Fingerprints fingerprints, UnaryOperator<CustomerId> presentIds) {
    this.personal = personal;
    this.fingerprints = fingerprints;
    this.presentIds = presentIds;
  }

  /** What a customer may attach. */
  private enum AttachmentKind {
    CHECK_SHEET,
    REQUEST_SHEET,
    SELF_DIAGNOSIS,
    BACKUP,
    LOG,
    OTHER
  }

  /** What was read, before anything of it is kept. */
  private record Read(
      @Nullable String faultDescription,
      @Nullable String selfDiagnosisReason,
      @Nullable String question,
      @Nullable Contact requester,
      @Nullable Site site,
      @Nullable String owner,
      @Nullable Site deliverTo,
      @Nullable Contact deliverToContact) {}

  /**
   * Reads and keeps the request that is to open a case.
   *
   * @throws io.rmaflow.kit.web.InvalidRequest where a field is wrong; nothing is kept then
   */
  FailureReported read(Fields fields, CaseId caseId) {
    Procedure procedure = fields.enumValue("procedure", Procedure.class);
    Channel channel = orElse(fields.enumValue("channel", Channel.class), LeftOut.CHANNEL);
    CustomerId named = fields.id("customerId", CustomerId::new);
    CustomerId customerId = named == null ? null : presentIds.apply(named);
    SerialNumber serialNumber = fields.id("serialNumber", SerialNumber::new);
    String softwareVersion = fields.line("softwareVersion", MAX_VERSION);
    Boolean webAccessible = fields.bool("webAccessible");
    boolean requestSheet = fields.bool("requestSheet", false);
    boolean backup = fields.bool("backup", false);
    boolean log = fields.bool("log", false);
    List<AttachmentRef> attachments = attachments(fields);
    String requestedVersion = fields.line("requestedSoftwareVersion", MAX_VERSION);
    SubmittedBy submittedBy =
        orElse(fields.enumValue("submittedBy", SubmittedBy.class), LeftOut.SUBMITTED_BY);
    Declarations declarations = declarations(fields.object("declarations"));
    String resubmissionOf = fields.identifier("resubmissionOf");
    Instant submittedAt = fields.occurredAt();
    Fields isolationFields = fields.object("isolation");
    Isolation isolation = isolation(isolationFields);
    Fields inquiryFields = fields.object("inquiry");
    Fields requester = fields.object("requester");
    Inquiry inquiry = inquiry(inquiryFields, language(requester));
    Read read = read(fields, isolationFields, inquiryFields, requester);
    fields.check();
    return new FailureReported(
        caseId,
        procedure,
        channel,
        customerId,
        serialNumber,
        softwareVersion,
        keep(read.faultDescription()),
        webAccessible,
        isolation == null ? null : withReason(isolation, keep(read.selfDiagnosisReason())),
        requestSheet,
        backup,
        log,
        attachments,
        requestedVersion,
        keep(read.requester()),
        submittedBy,
        keep(read.site()),
        fingerprint(read.site()),
        read.owner() == null ? null : fingerprints.owner(read.owner()),
        keep(read.deliverTo()),
        keep(read.deliverToContact()),
        declarations,
        resubmissionOf == null ? null : new CaseId(resubmissionOf),
        submittedAt,
        inquiry == null ? null : withQuestion(inquiry, keep(read.question())),
        Objects.equals(named, customerId) ? null : named,
        named == null ? null : fields.asGiven("customerId", named),
        serialNumber == null ? null : fields.asGiven("serialNumber", serialNumber));
  }

  private static Read read(
      Fields fields,
      @Nullable Fields isolation,
      @Nullable Fields inquiry,
      @Nullable Fields requester) {
    Fields deliverTo = fields.object("deliverTo");
    return new Read(
        text(fields, "faultDescription", MAX_TEXT),
        isolation == null ? null : text(isolation, "selfDiagnosisReason", MAX_TEXT),
        inquiry == null ? null : text(inquiry, "question", MAX_TEXT),
        contact(requester),
        site(fields.object("site")),
        fields.value("owner", Values.NAME),
        site(deliverTo),
        contact(deliverTo));
  }

  private static List<AttachmentRef> attachments(Fields fields) {
    return fields.objects("attachments", MAX_ATTACHMENTS).stream()
        .map(
            attachment ->
                new AttachmentRef(
                    attachment.requiredEnum("kind", AttachmentKind.class).name(),
                    attachment.requiredIdentifier("attachmentId")))
        .toList();
  }

  private static Declarations declarations(@Nullable Fields fields) {
    if (fields == null) {
      return LeftOut.DECLARATIONS;
    }
    return new Declarations(
        fields.bool("openedOrModified", false),
        fields.bool("installedAtHeight", false),
        orElse(fields.enumValue("cause", Cause.class), LeftOut.CAUSE),
        orElse(fields.enumValue("purpose", Purpose.class), LeftOut.PURPOSE),
        List.copyOf(fields.enumSet("requestedWork", RequestedWork.class)),
        fields.line("usedInCountry", MAX_VERSION),
        fields.line("relatedHotfix", MAX_VERSION),
        fields.bool("reproducible"),
        fields.bool("licenceValid"),
        fields.bool("fixInstalled"));
  }

  private static @Nullable Isolation isolation(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    return new Isolation(
        orElse(fields.enumValue("result", IsolationResult.class), LeftOut.ISOLATION_RESULT),
        fields.bool("checkSheet", false),
        orElse(fields.enumValue("selfDiagnosis", SelfDiagnosis.class), LeftOut.SELF_DIAGNOSIS),
        null,
        fields.bool("networkFaultOrSettingChange"),
        fields.bool("fixedInLatestSoftware"));
  }

  private static Isolation withReason(Isolation isolation, @Nullable TextId reasonId) {
    return new Isolation(
        isolation.result(),
        isolation.checkSheet(),
        isolation.selfDiagnosis(),
        reasonId,
        isolation.networkFaultOrSettingChange(),
        isolation.fixedInLatestSoftware());
  }

  /**
   * The question.
   *
   * @param requesterLanguage in which the customer writes, unless the inquiry says otherwise
   */
  private static @Nullable Inquiry inquiry(
      @Nullable Fields fields, @Nullable String requesterLanguage) {
    if (fields == null) {
      return null;
    }
    String language = language(fields);
    return new Inquiry(
        orElse(fields.enumValue("kind", InquiryKind.class), LeftOut.INQUIRY_KIND),
        null,
        fields.bool("serious", false),
        List.copyOf(fields.enumSet("ruledOut", RuledOut.class)),
        fields.bool("configurationChecked", false),
        fields.bool("releasesApplied", false),
        fields.line("hypervisor", MAX_SHORT),
        language == null ? requesterLanguage : language,
        isWished(fields, "answerWantedBy"),
        isWished(fields, "personWanted"));
  }

  /** Only that it was wished for is recorded, never for whom or for when (EXC-TEC-18). */
  private static boolean isWished(Fields fields, String name) {
    String wish = fields.scalar(name, MAX_SHORT);
    return wish != null && !wish.equals("false");
  }

  private static @Nullable String language(@Nullable Fields fields) {
    return fields == null ? null : fields.line("language", MAX_VERSION);
  }

  private static Inquiry withQuestion(Inquiry inquiry, @Nullable TextId questionId) {
    return new Inquiry(
        inquiry.kind(),
        questionId,
        inquiry.serious(),
        inquiry.ruledOut(),
        inquiry.configurationChecked(),
        inquiry.releasesApplied(),
        inquiry.hypervisor(),
        inquiry.language(),
        inquiry.answerWantedBy(),
        inquiry.personWanted());
  }

  /** As written, at worst: a request is not turned away for an address without use. */
  private static @Nullable Contact contact(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    String name = fields.value("name", Values.NAME);
    String email = fields.valueOrAsWritten("email", Values.EMAIL, MAX_AS_WRITTEN);
    String phone = fields.valueOrAsWritten("phone", Values.PHONE, MAX_SHORT);
    String language = fields.language("language");
    return name == null && email == null && phone == null
        ? null
        : new Contact(name, email, phone, language);
  }

  private static @Nullable Site site(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    String postalCode = fields.valueOrAsWritten("postalCode", Values.POSTAL_CODE, MAX_POSTAL_CODE);
    String address = fields.value("address", Values.ADDRESS);
    return postalCode == null && address == null ? null : new Site(postalCode, address);
  }

  /** Only a whole address can be compared with the registered one. */
  private @Nullable String fingerprint(@Nullable Site site) {
    return site == null || site.postalCode() == null || site.address() == null
        ? null
        : fingerprints.site(site.postalCode(), site.address());
  }

  private @Nullable TextId keep(@Nullable String text) {
    return Optional.ofNullable(text).map(personal::addText).orElse(null);
  }

  private @Nullable ContactId keep(@Nullable Contact contact) {
    return Optional.ofNullable(contact).map(personal::addContact).orElse(null);
  }

  private @Nullable SiteId keep(@Nullable Site site) {
    return Optional.ofNullable(site).map(personal::addSite).orElse(null);
  }

  private static @Nullable String text(Fields fields, String name, int max) {
    return Optional.ofNullable(fields.text(name, max))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static <T> T orElse(@Nullable T value, T whereAbsent) {
    return Objects.requireNonNullElse(value, whereAbsent);
  }
}
