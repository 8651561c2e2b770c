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

  private final Packs packs;
  private final PeriodPacks periods;

  PackResource(Packs packs, PeriodPacks periods) {
    this.packs = packs;
    this.periods = periods;
  }

  /** As what a pack is written, by the name in the query. */
  enum Format {
    /** A document to be printed, of every sentence of the explanation. */
    pdf
  }

  /**
   * Which pack is asked for.
   *
   * @param format as what it is written
   * @param language of all words
   */
  record Wanted(@Default("pdf") Format format, @Default("ja") @Language String language) {}

  /**
   * A case on paper: parties, course, due times with their reasons, refusals with their clauses,
   * notices and what proves it, in Japanese or English.
   *
   * <p>Persons are named as far as they are not erased and the caller may read contacts.
   *
   * @param caseId the case's ID
   */
  @Allowed({ADMIN, SUPPORT, AUDITOR})
  @GetMapping("/api/cases/{caseId}/pack")
  @ReadsPersonalData
  @InJapanese("案件の監査資料(PDF)。当事者、経過、期限と根拠、お断りの理由と条項、通知、改ざん検知の情報を含みます。")
  @Answers(type = "application/pdf")
  ResponseEntity<byte[]> casePack(
      @PathVariable String caseId, @Valid @ModelAttribute Wanted wanted, Caller caller) {
    PackedCase packed = packs.of(caseId, Words.of(wanted.language()), caller);
    if (packed.explanation().customerId() != null) {
      DataConcerned.ofCustomers(List.of(packed.explanation().customerId()));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("case-" + caseId + ".pdf").build().toString())
        .body(CasePdf.of(packed));
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
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("cases-" + period.from() + "-" + period.to() + ".zip")
                .build()
                .toString())
        .body(periods.of(period.from(), period.to()));
  }
}
