package io.rmaflow.rma.pack;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.access.DataConcerned;
import io.rmaflow.kit.web.access.ReadsPersonalData;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Language;
import io.rmaflow.rma.explanation.Words;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cases/{caseId}/pack}: a case on paper; {@code GET /api/packs}: a period. */
@RestController
@Tag(name = "cases")
class PackResource {

  private static final int LONGEST_PERIOD = 366;
  private static final int LONGEST_WAIT = 20;
  private static final MediaType JSON_LINES = MediaType.parseMediaType("application/jsonl");

  private final Packs packs;
  private final JsonLines jsonLines;
  private final PeriodPacks periods;

  PackResource(Packs packs, JsonLines jsonLines, PeriodPacks periods) {
    this.packs = packs;
    this.jsonLines = jsonLines;
    this.periods = periods;
  }

  /** As what a pack is written, by the name in the query. */
  enum Format {
    /** A document to be printed, of every sentence of the explanation. */
    pdf,
    /** JSON lines of every record with what proves it, to be verified without this service. */
    jsonl
  }

  /**
   * Which pack is asked for.
   *
   * @param format as what it is written
   * @param language of all words
   * @param waitSeconds so long, real time, the log is waited for where it does not have the last
   *     record yet; a checkpoint is signed every ten seconds where nothing else is configured
   */
  record Wanted(
      @Default("pdf") Format format,
      @Default("ja") @Language String language,
      @Default("0") @Min(0) @Max(LONGEST_WAIT) int waitSeconds) {}

  /**
   * A case for whoever audits it.
   *
   * <p>As {@code pdf}, a case on paper: parties, course, due times with their reasons, refusals
   * with their clauses, notices and what proves it, in Japanese or English. Persons are named as
   * far as they are not erased and the caller may read contacts.
   *
   * <p>As {@code jsonl}, a file that carries its proof: the case's events, and those of its files,
   * parcels, loaners and of the standing that it was judged by, as they are recorded, each with its
   * proof of inclusion in the signed log; and what became of its notices. Persons stand in it by
   * reference alone. What the log does not have yet stands in it as not proved.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR})
  @GetMapping("/api/cases/{caseId}/pack")
  @ReadsPersonalData
  @InJapanese(
      "案件の監査資料。pdf は印刷用で、当事者、経過、期限と根拠、お断りの理由と条項、通知、改ざん検知の情報を含みます。jsonl は、すべての記録とその証明を含み、このサービスなしに検証できるファイルです。")
  @Answers(type = "application/pdf")
  @Answers(type = "application/jsonl")
  ResponseEntity<byte[]> casePack(
      @PathVariable String caseId, @Valid @ModelAttribute Wanted wanted, Caller caller) {
    PackedCase packed =
        packs.of(
            caseId, Words.of(wanted.language()), Duration.ofSeconds(wanted.waitSeconds()), caller);
    if (packed.explanation().customerId() != null) {
      DataConcerned.ofCustomers(List.of(packed.explanation().customerId()));
    }
    return switch (wanted.format()) {
      case pdf -> file(MediaType.APPLICATION_PDF, "case-" + caseId + ".pdf", CasePdf.of(packed));
      case jsonl -> file(JSON_LINES, "case-" + caseId + ".jsonl", jsonLines.of(packed));
    };
  }

  private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }

  /**
   * Which period is asked for.
   *
   * @param from its first day in Japan
   * @param to its last day in Japan, inclusive; at most 366 days in all
   */
  record Period(LocalDate from, LocalDate to) implements Checked {

    @Override
    public void check(Findings findings) {
      if (findings.isWrong("from") || findings.isWrong("to")) {
        return;
      }
      if (to.isBefore(from)) {
        findings.reject(
            "to", "BEFORE_THE_FIRST", "最終日は初日以降にしてください。", "The last day lies before the first.");
      } else if (from.plusDays(LONGEST_PERIOD).minusDays(1).isBefore(to)) {
        findings.reject("to", "TOO_LONG", "期間は366日以内にしてください。", "A period is 366 days at most.");
      }
    }
  }

  /**
   * The cases that were submitted in a period, with their due times and refusals, as tables: a ZIP
   * file of {@code cases.csv}, {@code deadlines.csv}, {@code refusals.csv} (RFC 4180, UTF-8) and
   * their schema {@code csv-metadata.json} (CSV on the Web).
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR})
  @GetMapping("/api/packs")
  @ReadsPersonalData
  @InJapanese("期間内に申し込まれた案件、期限、お断りの一覧(CSV)と、その項目定義をまとめた ZIP ファイル。")
  @Answers(type = "application/zip")
  @Refuses(
      status = 400,
      codes = {"BEFORE_THE_FIRST", "TOO_LONG"})
  ResponseEntity<byte[]> periodPack(@Valid @ModelAttribute Period period) {
    return file(
        MediaType.parseMediaType("application/zip"),
        "cases-" + period.from() + "-" + period.to() + ".zip",
        periods.of(period.from(), period.to()));
  }
}
