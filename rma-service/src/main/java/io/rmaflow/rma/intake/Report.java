package io.rmaflow.rma.intake;

import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.TextId;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.events.rma.CaseEvent.Cause;
import io.rmaflow.events.rma.CaseEvent.Channel;
import io.rmaflow.events.rma.CaseEvent.Inquiry;
import io.rmaflow.events.rma.CaseEvent.InquiryKind;
import io.rmaflow.events.rma.CaseEvent.IsolationResult;
import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.events.rma.CaseEvent.Purpose;
import io.rmaflow.events.rma.CaseEvent.RequestedWork;
import io.rmaflow.events.rma.CaseEvent.RuledOut;
import io.rmaflow.events.rma.CaseEvent.SelfDiagnosis;
import io.rmaflow.events.rma.CaseEvent.SubmittedBy;
import io.rmaflow.kit.personal.Contact;
import io.rmaflow.kit.personal.Site;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Given;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import io.rmaflow.kit.web.fields.OrAsWritten;
import io.rmaflow.kit.web.fields.Phone;
import io.rmaflow.kit.web.fields.PostalCode;
import io.rmaflow.kit.web.fields.Scalar;
import io.rmaflow.kit.web.fields.Text;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is reported or a question that is asked. Whatever is left out or does not fit is
 * refused with its reason, not as a wrong field: only what is no request at all is one, such as a
 * wrong type, an unknown name or a text that is too long.
 *
 * @param procedure asked for; the best that covers the unit where absent (RMA-10)
 * @param channel by which the request came; {@code FORM} where absent (RMA-4)
 * @param customerId the customer's, or its ID of the system until September 2011 (CID-3, CID-6)
 * @param serialNumber of the faulty unit, as on its label (RMA-2)
 * @param softwareVersion in use, {@code X.Y.Z} or {@code X.Y.Z-r} (RMA-2, VER-1); at most 64
 *     characters
 * @param webAccessible whether the unit's web screen can be reached; backup and log are needed then
 *     (RMA-2)
 * @param requestSheet whether the repair request sheet is filled in and sent with it (RMA-3)
 * @param backup whether the backup of the configuration is sent with it (RMA-2)
 * @param log whether the maintenance log is sent with it (RMA-2)
 * @param attachments files that were uploaded before or will be, at most 50
 * @param requestedSoftwareVersion which the exchange unit is to have, {@code X.Y.Z} or {@code
 *     X.Y.Z-r}; it may leave a business day or more later for that (CSB-3, NOT-14)
 * @param submittedBy who sent it, an agency in the customer's name; {@code CUSTOMER} where
 *     absent
 * @param declarations what the customer declares about the unit; nothing speaks against it where
 *     absent
 * @param resubmissionOf the refused case, or the triage, that this one follows (MFR-20)
 * @param occurredAt when it was sent, with offset, where that is not now: at most the setting
 *     backdating.maxDays back; its day in Japan decides on the cover
 * @param isolation what the customer's primary isolation found (RMA-1)
 * @param inquiry the question, of a technical inquiry (TEC-1)
 * @param faultDescription what happens (RMA-2); at most 10,000 characters
 * @param requester whom to answer
 * @param site where the unit stands, compared with the registered site where it is whole
 *     (EXC-CSB-12, A-74)
 * @param owner of the unit, compared with the registered one (EXC-CSB-12); at most 200 characters
 * @param deliverTo where the exchange unit goes, where that is not the registered site
 */
record Report(
    @Nullable Procedure procedure,
    @Default("FORM") Channel channel,
    @Nullable Given<CustomerId> customerId,
    @Nullable Given<SerialNumber> serialNumber,
    @Line(max = 64) @Nullable String softwareVersion,
    @Nullable Boolean webAccessible,
    @Default("false") boolean requestSheet,
    @Default("false") boolean backup,
    @Default("false") boolean log,
    @Size(max = 50) List<Attachment> attachments,
    @Line(max = 64) @Nullable String requestedSoftwareVersion,
    @Default("CUSTOMER") SubmittedBy submittedBy,
    @Nullable Declarations declarations,
    @Identifier @Nullable String resubmissionOf,
    Happened occurredAt,
    @Nullable Isolation isolation,
    @Nullable Question inquiry,
    @Text(max = 10_000) @Nullable String faultDescription,
    @Nullable Requester requester,
    @Nullable RequestSite site,
    @PersonalData @Line(max = 200) @Nullable String owner,
    @Nullable DeliverTo deliverTo) {

  /**
   * A file that belongs to the request.
   *
   * @param kind as which it is attached
   * @param attachmentId of the file, as its upload answered it; it may be uploaded later
   */
  record Attachment(AttachmentKind kind, @Identifier String attachmentId) {

    AttachmentRef recorded() {
      return new AttachmentRef(kind.name(), attachmentId);
    }
  }

  /**
   * What the customer declares about the unit and about what is wanted.
   *
   * @param openedOrModified whether it was opened, taken apart or altered without leave (EXC-CSB-8)
   * @param installedAtHeight whether it is mounted where an engineer cannot reach it from the floor
   *     (EXC-ONS-6)
   * @param cause what the customer takes to be the cause; {@code UNKNOWN} where absent
   * @param purpose what the exchange is wanted for; {@code REPAIR} where absent
   * @param requestedWork work beyond the service, each granted or refused by itself
   * @param usedInCountry where the unit is used, such as {@code JP} (EXC-TEC-13); at most 64
   *     characters
   * @param relatedHotfix the hotfix that the customer links the fault to, {@code X.Y.Z-r} (SWP-6,
   *     A-69); at most 64 characters
   * @param reproducible whether the fault can be reproduced (EXC-TEC-12)
   * @param licenceValid whether the appliance's licence is bought and valid (EXC-VA-30)
   * @param fixInstalled whether the software that holds the correction is installed (EXC-VA-29,
   *
   */
  record Declarations(
      @Default("false") boolean openedOrModified,
      @Default("false") boolean installedAtHeight,
      @Default("UNKNOWN") Cause cause,
      @Default("REPAIR") Purpose purpose,
      Set<RequestedWork> requestedWork,
      @Line(max = 64) @Nullable String usedInCountry,
      @Line(max = 64) @Nullable String relatedHotfix,
      @Nullable Boolean reproducible,
      @Nullable Boolean licenceValid,
      @Nullable Boolean fixInstalled) {

    CaseEvent.Declarations recorded() {
      return new CaseEvent.Declarations(
          openedOrModified,
          installedAtHeight,
          cause,
          purpose,
          List.copyOf(requestedWork),
          usedInCountry,
          relatedHotfix,
          reproducible,
          licenceValid,
          fixInstalled);
    }
  }

  /**
   * What the customer's primary isolation found.
   *
   * @param result where the fault lies (RMA-1); {@code NOT_DONE} where absent
   * @param checkSheet whether the isolation check sheet was used and is sent with it (CSB-7)
   * @param selfDiagnosis what the self-diagnosis program said (CSB-7); {@code NOT_DONE} where
   *     absent
   * @param networkFaultOrSettingChange whether the network failed or a setting was changed before
   *     (CSB-6)
   * @param fixedInLatestSoftware whether the latest software is known to fix it (CSB-8)
   * @param selfDiagnosisReason why it could not be run; at most 10,000 characters
   */
  @Clause({"RMA-1", "CSB-7", "CSB-8", "A-60"})
  record Isolation(
      @Default("NOT_DONE") IsolationResult result,
      @Default("false") boolean checkSheet,
      @Default("NOT_DONE") SelfDiagnosis selfDiagnosis,
      @Nullable Boolean networkFaultOrSettingChange,
      @Nullable Boolean fixedInLatestSoftware,
      @Text(max = 10_000) @Nullable String selfDiagnosisReason) {

    CaseEvent.Isolation recorded(@Nullable TextId reasonId) {
      return new CaseEvent.Isolation(
          result,
          checkSheet,
          selfDiagnosis,
          reasonId,
          networkFaultOrSettingChange,
          fixedInLatestSoftware);
    }
  }

  /**
   * What is asked of technical support.
   *
   * @param language in which it is written, such as {@code ja} (EXC-TEC-13); the requester's where
   *     absent
   * @param kind what it is about; {@code NORMAL_OPERATION} where absent
   * @param serious whether the customer takes the defect to be serious (EOS-7)
   * @param ruledOut the causes outside the virtual appliance that were ruled out before (VA-10)
   * @param configurationChecked whether the configuration was checked before (VA-11)
   * @param releasesApplied whether the published releases were applied before (VA-11)
   * @param hypervisor on which the appliance runs (VA-9, EXC-VA-27); at most 200 characters
   * @param answerWantedBy that a day for the answer was wished for; what exactly is not recorded
   *     (EXC-TEC-18)
   * @param personWanted that a certain person was wished for; who is not recorded (EXC-TEC-18)
   * @param question itself; at most 10,000 characters
   */
  @Clause({"TEC-1", "VA-10", "VA-11"})
  record Question(
      @Line(max = 64) @Nullable String language,
      @Default("NORMAL_OPERATION") InquiryKind kind,
      @Default("false") boolean serious,
      Set<RuledOut> ruledOut,
      @Default("false") boolean configurationChecked,
      @Default("false") boolean releasesApplied,
      @Line(max = 200) @Nullable String hypervisor,
      @Scalar(max = 200) @Nullable String answerWantedBy,
      @Scalar(max = 200) @Nullable String personWanted,
      @Text(max = 10_000) @Nullable String question) {

    /**
     * As it is recorded.
     *
     * @param requesterLanguage in which the customer writes, unless the question says otherwise
     */
    Inquiry recorded(@Nullable String requesterLanguage, @Nullable TextId questionId) {
      return new Inquiry(
          kind,
          questionId,
          serious,
          List.copyOf(ruledOut),
          configurationChecked,
          releasesApplied,
          hypervisor,
          language == null ? requesterLanguage : language,
          isWished(answerWantedBy),
          isWished(personWanted));
    }

    /** Only that it was wished for is recorded, never for whom or for when (EXC-TEC-18). */
    private static boolean isWished(@Nullable String wish) {
      return wish != null && !wish.equals("false");
    }
  }

  /**
   * Whom to answer. An address without use turns no request away.
   *
   * @param name at most 200 characters
   * @param email where mails go; kept as written where it is none, at most 500 characters
   * @param phone such as {@code 03-0000-0000 内線12}; kept as written where it is none, at most 200
   *     characters
   * @param language in which mails are written; {@code ja} where absent
   */
  record Requester(
      @PersonalData @Line(max = 200) @Nullable String name,
      @PersonalData @OrAsWritten(max = 500) @MailAddress @Nullable String email,
      @PersonalData @OrAsWritten(max = 200) @Phone @Nullable String phone,
      @Language @Nullable String language) {

    /** Absent where nothing is said by which anybody could be reached. */
    @Nullable Contact contact() {
      return name == null && email == null && phone == null
          ? null
          : new Contact(name, email, phone, language == null ? "ja" : language);
    }
  }

  /**
   * Where the unit stands.
   *
   * @param postalCode such as {@code 105-0013}; kept as written where it is none, at most 64
   *     characters
   * @param address at most 500 characters
   */
  record RequestSite(
      @PersonalData @OrAsWritten(max = 64) @PostalCode @Nullable String postalCode,
      @PersonalData @Line(max = 500) @Nullable String address) {

    @Nullable Site site() {
      return postalCode == null && address == null ? null : new Site(postalCode, address);
    }
  }

  /**
   * Where the exchange unit goes, where that is not the registered site.
   *
   * @param postalCode such as {@code 105-0013}; kept as written where it is none, at most 64
   *     characters
   * @param address at most 500 characters
   * @param name of who receives it, at most 200 characters
   * @param email kept as written where it is none, at most 500 characters
   * @param phone such as {@code 03-0000-0000 内線12}; kept as written where it is none, at most 200
   *     characters
   * @param language in which mails are written; {@code ja} where absent
   */
  record DeliverTo(
      @PersonalData @OrAsWritten(max = 64) @PostalCode @Nullable String postalCode,
      @PersonalData @Line(max = 500) @Nullable String address,
      @PersonalData @Line(max = 200) @Nullable String name,
      @PersonalData @OrAsWritten(max = 500) @MailAddress @Nullable String email,
      @PersonalData @OrAsWritten(max = 200) @Phone @Nullable String phone,
      @Language @Nullable String language) {

    @Nullable Site site() {
      return new RequestSite(postalCode, address).site();
    }

    @Nullable Contact contact() {
      return new Requester(name, email, phone, language).contact();
    }
  }
}
