package io.rmaflow.rma.loaner;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.AsOf;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.StateConflict;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The pool as the desk and the warehouse see it. */
@RestController
@Tag(name = "loaners")
class LoanersResource {

  private final Writes writes;
  private final LoanerPool pool;
  private final LoanerTables tables;
  private final EarlierLoaners earlier;

  LoanersResource(Writes writes, LoanerPool pool, LoanerTables tables, EarlierLoaners earlier) {
    this.earlier = earlier;
    this.writes = writes;
    this.pool = pool;
    this.tables = tables;
  }

  /**
   * Which loaners are asked for.
   *
   * @param productCode of this product
   * @param state in this state
   * @param asOf by what had been recorded by then; with its offset
   */
  record LoanerSearch(
      @Nullable ProductCode productCode, Loaner.@Nullable State state, @Nullable Instant asOf)
      implements Checked {

    @Override
    public void check(Findings findings) {
      AsOf.checkPast(findings, "asOf", asOf);
    }
  }

  /**
   * Loaners of the pool: the free ones first, then what is expected back first; as they are, or as
   * recorded by an instant.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE})
  @GetMapping("/api/loaners")
  @InJapanese("貸出機の一覧(利用可能なもの、返却予定の早いものの順)。過去の時点(asOf)でも取得できます。")
  Page<Loaner> loaners(@Valid @ModelAttribute LoanerSearch search, PageRequest page) {
    Instant asOf = search.asOf();
    if (asOf != null) {
      return Page.of(earlier.list(search.productCode(), search.state(), asOf), page);
    }
    return new Page<>(
        tables.list(search.productCode(), search.state(), page),
        page.page(),
        page.size(),
        tables.count(search.productCode(), search.state()));
  }

  /**
   * A loaner that comes into the pool.
   *
   * @param serialNumber its serial number
   * @param productCode its product
   * @param softwareVersion what it runs; absent where nobody says
   * @param occurredAt when it came, where that is not now: at most the setting backdating.maxDays
   *     back
   */
  record NewLoaner(
      SerialNumber serialNumber,
      ProductCode productCode,
      @Identifier @Nullable String softwareVersion,
      Happened occurredAt) {}

  /**
   * Add a loaner to the pool; a case that waits for one is promised it at once.
   *
   * @throws StateConflict 409, where the pool has it
   */
  @Allowed({ADMIN, SUPPORT})
  @PostMapping("/api/loaners")
  @InJapanese("貸出機を登録します。待っている案件があれば割り当てます。")
  @Answers(status = 201)
  @Refuses(status = 409, codes = "LOANER_ALREADY_ADDED")
  @Example("{\"serialNumber\": \"NW2-L001\", \"productCode\": \"netwyvern2-dhcp-academic\"}")
  ResponseEntity<Loaner> addLoaner(@Valid @RequestBody NewLoaner body, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          tables
              .find(body.serialNumber())
              .ifPresent(
                  known -> {
                    throw new StateConflict(
                        known.state().name(),
                        "LOANER_ALREADY_ADDED",
                        "この貸出機は登録済みです。",
                        "The pool has this loaner already.");
                  });
          Instant addedAt = body.occurredAt().at();
          pool.add(
              new LoanerAdded(
                  body.serialNumber(), body.productCode(), body.softwareVersion(), addedAt),
              Recording.of(call.caller().subject(), addedAt));
          return Answer.created("/api/loaners", tables.find(body.serialNumber()).orElseThrow())
              .naming(LoanerAggregate.streamOf(body.serialNumber()));
        });
  }
}
