package io.rmaflow.rma.attachments;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.PersonalData;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentStored;
import io.rmaflow.events.rma.CaseEvent.AttachmentRef;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Place;
import io.rmaflow.kit.sealing.Subject;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Gone;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Unavailable;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.DataConcerned;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.api.Takes;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Files of cases: sent on their own or to a case, before or after a case names them, and read back
 * (CSB-10, RMA-2, RMA-3). Nothing is refused for a file that never comes.
 */
@RestController
@Tag(name = "attachments")
class AttachmentResource {

  private static final Logger LOG = LoggerFactory.getLogger(AttachmentResource.class);
  private static final Comparator<CustomerId> BY_ID = Comparator.comparing(CustomerId::value);

  private final Writes writes;
  private final Commands commands;
  private final BlobStore blobs;
  private final AttachmentTables tables;
  private final NamedFiles cases;
  private final FileAccess access;
  private final PersonKeys keys;
  private final PersonalStore personal;
  private final AttachmentSettings settings;

  AttachmentResource(
      Writes writes,
      Commands commands,
      BlobStore blobs,
      AttachmentTables tables,
      NamedFiles cases,
      FileAccess access,
      PersonKeys keys,
      PersonalStore personal,
      AttachmentSettings settings) {
    this.writes = writes;
    this.commands = commands;
    this.blobs = blobs;
    this.tables = tables;
    this.cases = cases;
    this.access = access;
    this.keys = keys;
    this.personal = personal;
    this.settings = settings;
  }

  /**
   * What an upload is answered with.
   *
   * @param attachmentId by which any case of the same customer may name it
   * @param size in bytes
   * @param sha256 of the content, 64 hexadecimal digits
   */
  record StoredFile(String attachmentId, long size, String sha256) {}

  /**
   * A file without its content.
   *
   * @param attachmentId its ID
   * @param kind what it is for
   * @param fileName as it was sent
   * @param mediaType by the content itself, never by what the sender claimed
   * @param size in bytes
   * @param sha256 of the content, 64 hexadecimal digits
   * @param uploadedAt when it had come in
   * @param uploadedBy the subject of the sender's token
   * @param caseId the case that it was sent to; null where it came on its own
   * @param customerIds whose file it is; empty where the desk keeps it and has named nobody
   */
  record FileView(
      String attachmentId,
      AttachmentKind kind,
      @PersonalData String fileName,
      String mediaType,
      long size,
      String sha256,
      Instant uploadedAt,
      String uploadedBy,
      @Nullable CaseId caseId,
      List<CustomerId> customerIds) {}

  /**
   * A file of a case; of one that was named and has not come in only kind and ID are known.
   *
   * @param kind what it is for
   * @param attachmentId its ID
   * @param received whether it has come in, from somebody of the case's customer or the desk
   * @param fileName as it was sent; null where the file has been erased
   * @param mediaType by the content itself, never by what the sender claimed
   * @param size in bytes
   * @param sha256 of the content, 64 hexadecimal digits
   * @param uploadedAt when it had come in
   */
  record CaseFileView(
      String kind,
      String attachmentId,
      boolean received,
      @PersonalData @Nullable String fileName,
      @Nullable String mediaType,
      @Nullable Long size,
      @Nullable String sha256,
      @Nullable Instant uploadedAt) {}

  /**
   * The parts of an upload.
   *
   * @param kind what it is for
   * @param file the content, with its name; at most 200 MB unless the service is set up otherwise
   * @param customerId whose file it is, where the desk sends it
   */
  @SuppressWarnings("ArrayRecordComponent") // describes a part, nobody makes one
  record FileOfACustomer(AttachmentKind kind, byte[] file, @Nullable CustomerId customerId) {}

  /**
   * The parts of an upload to a case.
   *
   * @param kind what it is for
   * @param file the content, with its name; at most 200 MB unless the service is set up otherwise
   */
  @SuppressWarnings("ArrayRecordComponent") // describes a part, nobody makes one
  record FileOfACase(AttachmentKind kind, byte[] file) {}

  // ---- sending

  /** Send a file, which any case of the same customer may name. */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/api/attachments")
  @InJapanese("ファイルを送信します。同じお客様のどの案件からも参照できます。")
  @Clause({"CSB-10", "RMA-2", "RMA-3"})
  @Takes(type = "multipart/form-data", parts = FileOfACustomer.class)
  @Answers(status = 201, when = "Kept")
  @Refuses(
      status = 400,
      codes = {
        "REQUIRED",
        "UNKNOWN_VALUE",
        "EMPTY",
        "TYPE_NOT_ALLOWED",
        "CONTENT_DOES_NOT_MATCH_NAME",
        "CONTROL_CHARACTER",
        "TOO_MANY_PARTS",
        "BODY_INCOMPLETE"
      })
  @Refuses(
      status = 413,
      codes = {"ATTACHMENT_TOO_LARGE", "QUOTA_EXCEEDED"})
  @Refuses(status = 503, codes = "ATTACHMENT_STORE_UNAVAILABLE")
  ResponseEntity<StoredFile> uploadFile(WriteRequest request, HttpServletRequest body) {
    Caller caller = request.caller();
    access.checkHasOwner(caller);
    return store(request, body, null, null, access.customerIds(caller));
  }

  /**
   * Send a file to a case.
   *
   * @param caseId the case's ID
   * @throws NotFound where there is no such case
   */
  @Allowed({ADMIN, SUPPORT, CUSTOMER})
  @PostMapping("/api/cases/{caseId}/attachments")
  @InJapanese("案件にファイルを送信します。")
  @Clause({"CSB-10", "RMA-2", "RMA-3"})
  @Takes(type = "multipart/form-data", parts = FileOfACase.class)
  @Answers(status = 201, when = "Kept")
  @Refuses(
      status = 400,
      codes = {
        "REQUIRED",
        "UNKNOWN_VALUE",
        "EMPTY",
        "TYPE_NOT_ALLOWED",
        "CONTENT_DOES_NOT_MATCH_NAME",
        "CONTROL_CHARACTER",
        "TOO_MANY_PARTS",
        "BODY_INCOMPLETE"
      })
  @Refuses(
      status = 413,
      codes = {"ATTACHMENT_TOO_LARGE", "QUOTA_EXCEEDED"})
  @Refuses(status = 503, codes = "ATTACHMENT_STORE_UNAVAILABLE")
  ResponseEntity<StoredFile> uploadToCase(
      @PathVariable String caseId, WriteRequest request, HttpServletRequest body) {
    access.checkHasOwner(request.caller());
    NamedFiles.Naming named = cases.by(caseId);
    return store(request, body, new CaseId(caseId), named.requester(), named.customerIds());
  }

  private ResponseEntity<StoredFile> store(
      WriteRequest request,
      HttpServletRequest body,
      @Nullable CaseId caseId,
      @Nullable ContactId person,
      Collection<CustomerId> owners) {
    request.requireNotCompressed();
    List<CustomerId> sentFor = owners.stream().sorted(BY_ID).toList();
    Upload.Limits limits = limits(body, sentFor);
    String attachmentId = "a-" + UUID.randomUUID();
    PersonKeys.Fresh key = keys.fresh(new Subject(attachmentId));
    Place place = AttachmentTables.contentOf(attachmentId);
    try (Upload upload =
        Upload.read(body, blobs, content -> key.key().sealing(place, content), limits)) {
      CustomerId named = upload.customerId();
      List<CustomerId> ownedBy =
          named != null && caseId == null && !request.caller().isCustomer()
              ? List.of(access.presentId(named))
              : sentFor;
      upload.file().keep();
      return store(request, upload, attachmentId, key, caseId, person, ownedBy);
    } catch (IOException noRoom) {
      LOG.error("an upload could not be kept", noRoom);
      throw new Unavailable(
          30,
          "ATTACHMENT_STORE_UNAVAILABLE",
          "ファイルを保存できません。しばらくしてから再送してください。",
          "The file cannot be kept right now; try again later.");
    }
  }

  /**
   * What is too large by what it says of itself is not read. A repetition under its key is, since
   * it may be the answer that is repeated; in the end the transaction compares.
   */
  private Upload.Limits limits(HttpServletRequest body, List<CustomerId> owners) {
    if (body.getContentLengthLong() > settings.maxRequestBytes()) {
      throw AttachmentProblem.tooLarge(settings.maxBytes());
    }
    long quota = settings.quotaPerCustomer().toBytes();
    boolean limited = !owners.isEmpty() && body.getHeader("Idempotency-Key") == null;
    long used = limited ? tables.used(owners) : 0;
    long room = limited ? Math.max(0, quota - used) : Long.MAX_VALUE;
    if (limited && (room == 0 || settings.leastFileBytes(body.getContentLengthLong()) > room)) {
      throw AttachmentProblem.quotaExceeded(used, quota);
    }
    return new Upload.Limits(settings.maxBytes(), settings.maxRequestBytes(), room, used, quota);
  }

  private ResponseEntity<StoredFile> store(
      WriteRequest request,
      Upload upload,
      String attachmentId,
      PersonKeys.Fresh key,
      @Nullable CaseId caseId,
      @Nullable ContactId person,
      List<CustomerId> ownedBy) {
    BlobStore.Blob blob = upload.content();
    String content = String.join("\n", upload.kind().name(), upload.fileName(), blob.sha256());
    return writes.perform(
        request.withContentRead(content),
        () -> {
          Attachment attachment =
              new Attachment(
                  attachmentId,
                  caseId,
                  ownedBy,
                  upload.kind(),
                  upload.fileName(),
                  upload.type().mediaType(),
                  blob.size(),
                  blob.sha256(),
                  upload.file().blob().sha256(),
                  false,
                  request.caller().subject(),
                  request.receivedAt());
          charge(ownedBy, blob.size());
          personal.keep(key, person);
          tables.store(attachment, key.key());
          String stream = AttachmentAggregate.streamOf(attachment.attachmentId());
          commands.send(
              new StoreAttachment(stream, event(attachment)),
              Recording.of(request.caller().subject(), request.receivedAt()));
          return Answer.created(
                  "/api/attachments/" + attachment.attachmentId(),
                  new StoredFile(attachment.attachmentId(), blob.size(), blob.sha256()))
              .naming(stream);
        });
  }

  private void charge(List<CustomerId> owners, long bytes) {
    long quota = settings.quotaPerCustomer().toBytes();
    for (CustomerId owner : owners) {
      if (!tables.charge(owner, bytes, quota)) {
        throw AttachmentProblem.quotaExceeded(tables.used(List.of(owner)), quota);
      }
    }
  }

  private static AttachmentStored event(Attachment attachment) {
    return new AttachmentStored(
        attachment.attachmentId(),
        attachment.caseId(),
        attachment.customerIds(),
        attachment.kind(),
        attachment.mediaType(),
        attachment.size(),
        attachment.sha256());
  }

  // ---- reading

  /**
   * A file without its content.
   *
   * @param attachmentId the file's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/attachments/{attachmentId}")
  @ReadsPersonalData
  @Refuses(status = 410, codes = "ERASED")
  @InJapanese("添付ファイルの情報。")
  FileView file(@PathVariable String attachmentId) {
    Attachment a = present(attachmentId);
    return new FileView(
        a.attachmentId(),
        a.kind(),
        Objects.requireNonNull(a.fileName(), "one that is present"),
        a.mediaType(),
        a.size(),
        a.sha256(),
        a.uploadedAt(),
        a.uploadedBy(),
        a.caseId(),
        a.customerIds());
  }

  /**
   * The content of a file, to be saved.
   *
   * <p>Never to be shown by a browser in our name.
   *
   * @param attachmentId the file's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/attachments/{attachmentId}/content")
  @ReadsPersonalData
  @Refuses(status = 410, codes = "ERASED")
  @InJapanese("添付ファイルの内容。")
  @Answers(type = "*/*", headers = "Repr-Digest: SHA-256 of the content")
  ResponseEntity<InputStreamResource> fileContent(@PathVariable String attachmentId) {
    Attachment attachment = present(attachmentId);
    DataConcerned.ofCustomers(attachment.customerIds());
    PersonKey key =
        keys.existing(new Subject(attachmentId))
            .orElseThrow(() -> new Gone("attachment", attachmentId));
    InputStream content;
    try {
      InputStream kept = blobs.open(attachment.object());
      content =
          attachment.inClear() ? kept : key.opening(AttachmentTables.contentOf(attachmentId), kept);
    } catch (IOException e) {
      throw new UncheckedIOException("attachment " + attachmentId + " has no content", e);
    }
    byte[] hash = HexFormat.of().parseHex(attachment.sha256());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(FileType.servedAs(attachment.mediaType())))
        .contentLength(attachment.size())
        .eTag(attachment.sha256())
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(String.valueOf(attachment.fileName()), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":")
        .body(new InputStreamResource(content));
  }

  /**
   * What a case names, and what was sent to it.
   *
   * <p>First what the case names, in that order.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/cases/{caseId}/attachments")
  @ReadsPersonalData
  @InJapanese("案件の添付ファイル。")
  Page<CaseFileView> caseFiles(@PathVariable String caseId, PageRequest page) {
    NamedFiles.Naming naming = cases.by(caseId);
    DataConcerned.ofCustomers(naming.customerIds());
    Map<String, Attachment> known = new LinkedHashMap<>();
    tables
        .all(naming.named().stream().map(AttachmentRef::attachmentId).toList())
        .forEach(file -> known.put(file.attachmentId(), file));
    Map<String, CaseFileView> files = new LinkedHashMap<>();
    for (AttachmentRef ref : naming.named()) {
      Attachment file = known.get(ref.attachmentId());
      files.put(
          ref.attachmentId(),
          file != null && access.mayServe(file, naming.customerIds())
              ? received(file)
              : missing(ref));
    }
    for (Attachment file : tables.ofCase(caseId)) {
      files.putIfAbsent(file.attachmentId(), received(file));
    }
    return Page.of(new ArrayList<>(files.values()), page);
  }

  private static CaseFileView received(Attachment file) {
    return new CaseFileView(
        file.kind().name(),
        file.attachmentId(),
        true,
        file.fileName(),
        file.mediaType(),
        file.size(),
        file.sha256(),
        file.uploadedAt());
  }

  private static CaseFileView missing(AttachmentRef ref) {
    return new CaseFileView(ref.kind(), ref.attachmentId(), false, null, null, null, null, null);
  }

  private Attachment present(String attachmentId) {
    Attachment known =
        tables.find(attachmentId).orElseThrow(() -> new NotFound("attachment", attachmentId));
    if (known.fileName() == null) {
      throw new Gone("attachment", attachmentId);
    }
    return known;
  }
}
