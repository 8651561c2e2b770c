package io.rmaflow.contract.imports;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.contract.imports.ImportJobs.Job;
import io.rmaflow.contract.imports.ImportJobs.Status;
import io.rmaflow.contract.imports.rules.Columns;
import io.rmaflow.contract.imports.rules.RowProblem;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.FieldError;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Problem;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.access.AdministrativeAct;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.api.Takes;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * {@code /api/imports}: takes a CSV file, in UTF-8 or Shift_JIS, as the body or as the part {@code
 * file} of a form, and tells how far it has come and which rows are wrong.
 */
@Tag(name = "imports")
@RestController
@RequestMapping("/api/imports")
class ImportResource {

  private static final int LARGEST_FILE = 200 * 1024 * 1024;
  private static final int LONGEST_NAME = 200;
  private static final MediaType CSV = new MediaType("text", "csv");

  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "utf-8", StandardCharsets.UTF_8,
          "shift_jis", CsvFile.WINDOWS_31J,
          "windows-31j", CsvFile.WINDOWS_31J);

  private final Writes writes;
  private final ImportJobs jobs;
  private final ImportRunner runner;
  private final BusinessClock clock;

  ImportResource(Writes writes, ImportJobs jobs, ImportRunner runner, BusinessClock clock) {
    this.writes = writes;
    this.jobs = jobs;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * An import with a page of what is wrong with its rows.
   *
   * @param importId of the import
   * @param name of the file, as it was told; null where none was, or it is forgotten
   * @param charset how the file is written
   * @param dryRun whether its rows are judged only
   * @param status how far it is
   * @param rows rows of the file without the heading
   * @param rowsDone rows judged so far
   * @param accepted of these, taken over
   * @param unchanged of these, known already
   * @param rejected of these, wrong
   * @param submittedAt when the file was taken in
   * @param startedAt when its first row was judged; null before
   * @param finishedAt when its last row was judged; null before
   * @param problems what is wrong with its rows, by their lines
   */
  record ImportView(
      String importId,
      @Nullable String name,
      String charset,
      boolean dryRun,
      Status status,
      int rows,
      int rowsDone,
      int accepted,
      int unchanged,
      int rejected,
      Instant submittedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      Page<RowProblem> problems) {}

  /**
   * How far an import has come, and what is wrong with its rows.
   *
   * @param importId import ID
   */
  @InJapanese("取り込みの進み具合と、誤りのある行。")
  @Allowed({ADMIN, SUPPORT, AUDITOR, SERVICE})
  @GetMapping("/{importId}")
  ImportView importState(@PathVariable("importId") String importId, PageRequest page) {
    Job job = jobs.find(importId).orElseThrow(() -> new NotFound("import", importId));
    return new ImportView(
        job.importId(),
        job.name(),
        job.charset(),
        job.dryRun(),
        job.status(),
        job.rows(),
        job.rowsDone(),
        job.accepted(),
        job.unchanged(),
        job.rejected(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        jobs.problems(importId, page));
  }

  /**
   * What is said of a file.
   *
   * @param dryRun judge every row and take nothing over
   * @param name of the file
   * @param charset how it is written, where that shall not be found out: {@code UTF-8} or {@code
   *     Shift_JIS}
   */
  record Upload(
      @Example("true") @Default("false") boolean dryRun,
      @Example("customers.csv") @Line(max = LONGEST_NAME) @Nullable String name,
      @Schema(allowableValues = {"UTF-8", "Shift_JIS"}) @Example("UTF-8") @Identifier
          @Nullable String charset)
      implements Checked {

    @Override
    public void check(Findings findings) {
      if (charset != null && given() == null) {
        findings.reject(
            "charset", "UNKNOWN_VALUE", "UTF-8 または Shift_JIS です。", "UTF-8 or Shift_JIS.");
      }
    }

    @Nullable Charset given() {
      return charset == null ? null : CHARSETS.get(charset.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A file in a form.
   *
   * @param file the CSV file, at most 200 MB
   */
  @SuppressWarnings("ArrayRecordComponent") // describes a part, nobody makes one
  record FileOfForm(byte[] file) {}

  /**
   * Take customers, units and contracts over from a CSV file in UTF-8 or Shift_JIS. It has at most
   * 200 MB. Which columns there are, the answer to a file with others tells.
   */
  @InJapanese(
      "お客様・機器・契約を CSV ファイル(UTF-8 または Shift_JIS)から取り込みます。"
          + "ファイルは text/csv の本文、または multipart/form-data のパート file として送信します。")
  @Operation(operationId = "import")
  @Clause({"CID-6", "A-31", "A-28"})
  @Allowed(ADMIN)
  @Takes(type = "text/csv")
  @Takes(type = "multipart/form-data", parts = FileOfForm.class)
  @Answers(status = 201, when = "Taken in; it is worked off from now on")
  @Refuses(
      status = 400,
      codes = {"UNKNOWN_VALUE", "TOO_LARGE", "UNKNOWN_CHARSET", "COLUMN_MISSING", "COLUMN_UNKNOWN"})
  @Refuses(
      status = 415,
      codes = "UNSUPPORTED_MEDIA_TYPE",
      when = "Neither text/csv nor a form with one part file")
  @Example(
      type = "text/csv",
      value =
          """
          customerId,owner,contactName,contactEmail,serialNumber,productCode,purchaseDate,registeredOn,postalCode,address
          C-0501,株式会社見本商会,佐藤 次郎,sato@mihon.example,NR2A-0050,netregio2a-dhcp,2025-11-04,2025-11-12,650-0001,兵庫県神戸市中央区加納町1-1
          """)
  @PostMapping
  @AdministrativeAct
  ResponseEntity<Job> submit(
      @Valid @ModelAttribute Upload upload, WriteRequest call, HttpServletRequest sent)
      throws IOException {
    if (isOfType(sent, MediaType.APPLICATION_FORM_URLENCODED)) {
      throw new NoFile();
    }
    call.requireNotCompressed();
    byte[] content = content(sent);
    Charset charset = charset(content, upload.given());
    CsvFile file = CsvFile.of(CsvFile.decoded(content, charset).orElseThrow());
    checkHeading(file.next().orElse(null));
    Job job =
        new Job(
            UUID.randomUUID().toString(),
            upload.name(),
            charset.name(),
            upload.dryRun(),
            Status.QUEUED,
            file.remaining(),
            0,
            0,
            0,
            0,
            call.caller().subject(),
            clock.now(),
            null,
            null);
    String asked =
        sha256(content) + "\n" + charset.name() + "\n" + upload.name() + "\n" + upload.dryRun();
    ResponseEntity<Job> answer =
        writes.perform(
            call.withContentRead(asked),
            () -> {
              jobs.add(job, content);
              return Answer.created("/api/imports/" + job.importId(), job);
            });
    runner.wake();
    return answer;
  }

  /** The file: the body as {@code text/csv}, or the part {@code file} of a multipart body. */
  private static byte[] content(HttpServletRequest sent) throws IOException {
    if (sent instanceof MultipartHttpServletRequest multipart) {
      List<MultipartFile> files = multipart.getFiles("file");
      if (files.size() != 1) {
        throw new NoFile();
      }
      return content(files.getFirst().getInputStream());
    }
    if (sent.getContentType() != null && !isOfType(sent, CSV)) {
      throw new NoFile();
    }
    return content(sent.getInputStream());
  }

  private static byte[] content(InputStream file) throws IOException {
    try (file) {
      byte[] content = file.readNBytes(LARGEST_FILE + 1);
      if (content.length > LARGEST_FILE) {
        throw InvalidRequest.of(
            "file", "TOO_LARGE", "ファイルは200MBまでです。", "A file has at most 200 MB.");
      }
      return content;
    }
  }

  private static boolean isOfType(HttpServletRequest sent, MediaType type) {
    try {
      return sent.getContentType() != null
          && type.equalsTypeAndSubtype(MediaType.parseMediaType(sent.getContentType()));
    } catch (InvalidMediaTypeException none) {
      return false;
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** The body is neither a CSV file nor holds one. */
  private static final class NoFile extends Problem {

    private static final String EXPECTED = "text/csv, multipart/form-data";

    NoFile() {
      super(
          415,
          "UNSUPPORTED_MEDIA_TYPE",
          new Message(
              "CSV ファイルを text/csv の本文、または multipart/form-data のパート file (1 個) として送ってください。",
              "Send the CSV file as a body of the type text/csv, or as the one part file of"
                  + " multipart/form-data."));
      header("Accept", EXPECTED);
    }
  }

  private static Charset charset(byte[] content, @Nullable Charset given) {
    Optional<Charset> charset =
        given == null
            ? CsvFile.charsetOf(content)
            : CsvFile.decoded(content, given).map(text -> given);
    return charset.orElseThrow(
        () ->
            InvalidRequest.of(
                "file",
                "UNKNOWN_CHARSET",
                "ファイルの文字コードは UTF-8 または Shift_JIS としてください。",
                "The file has to be written in UTF-8 or Shift_JIS."));
  }

  private static void checkHeading(CsvFile.@Nullable Entry heading) {
    List<String> written = heading == null ? null : heading.fields();
    List<String> fields = written == null ? List.of() : written;
    Columns.Heading read = Columns.read(fields);
    List<FieldError> errors = new ArrayList<>();
    for (String missing : read.missing()) {
      errors.add(
          new FieldError(
              missing,
              "COLUMN_MISSING",
              new Message("見出しにこの列がありません。", "The heading lacks this column.")));
    }
    for (String unknown : read.unknown()) {
      errors.add(
          new FieldError(
              unknown,
              "COLUMN_UNKNOWN",
              new Message(
                  "この列はありません。列: " + String.join(", ", Columns.ALL),
                  "There is no such column. Columns: " + String.join(", ", Columns.ALL))));
    }
    if (!errors.isEmpty()) {
      throw new InvalidRequest(errors);
    }
  }
}
