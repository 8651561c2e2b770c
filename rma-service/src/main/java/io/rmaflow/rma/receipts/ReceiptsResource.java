package io.rmaflow.rma.receipts;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_NAME;
import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.ReceiptEvent.Candidate;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.Example;
import io.rmaflow.kit.web.api.InJapanese;
import io.rmaflow.kit.web.api.Refuses;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Identifier;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Bench;
import io.rmaflow.rma.casefile.Bench.ReadOnTheUnit;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnitLeg;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What lies on the bench, whether somebody knows which case it is for or not. */
@RestController
@Tag(name = "receipts")
@Refuses(status = 400, codes = "OUTSIDE_CALENDAR")
class ReceiptsResource {

  private final Writes writes;
  private final Commands commands;
  private final Bench bench;
  private final ReceivedUnits units;
  private final ReceiptTables tables;

  ReceiptsResource(
      Writes writes, Commands commands, Bench bench, ReceivedUnits units, ReceiptTables tables) {
    this.writes = writes;
    this.commands = commands;
    this.bench = bench;
    this.units = units;
    this.tables = tables;
  }

  /**
   * What was read of a parcel and the unit in it.
   *
   * @param productCode of the unit
   * @param carrier what the carrier is called
   * @param trackingNumber under which number the carrier had it
   * @param receivedAt when it came, where that is not now: at most the setting backdating.maxDays
   *     back
   * @param serialNumber as read on the unit; required unless serialUnreadable says that it cannot
   *     be read
   * @param serialUnreadable true where it cannot be read; then a reason is required
   * @param reason why it cannot be read
   * @param condition how the unit looks
   */
  record Parcel(
      @Nullable ProductCode productCode,
      @Line(max = LONGEST_NAME) @Nullable String carrier,
      @Identifier @Nullable String trackingNumber,
      Happened receivedAt,
      @Nullable SerialNumber serialNumber,
      @Default("false") boolean serialUnreadable,
      @Line(max = LONGEST_REASON) @Nullable String reason,
      @Nullable Condition condition)
      implements ReadOnTheUnit {

    When when() {
      return new When(receivedAt.at(), receivedAt.stated());
    }
  }

  /** Where a receipt stands now. */
  sealed interface Received permits ReceivedUnits.RecordedReceipt, UnplacedReceipt {}

  /**
   * The answer where no case was found.
   *
   * @param receiptId by which it is placed later
   * @param candidates the legs that it may be: several, or none
   */
  record UnplacedReceipt(String receiptId, List<Candidate> candidates) implements Received {}

  /**
   * A unit lies on the bench: recorded at the case that waits for it, or kept until somebody places
   * it.
   *
   * <p>{@code 200} with the case and the resource that records it, or {@code 201} with the ID of a
   * receipt that waits for somebody to place it; the same again is {@code 200}.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/api/receipts")
  @InJapanese("届いた機器を記録します。シリアル番号、または伝票番号から、待っている案件に記録します。案件を一つに特定できない場合は、未配置の受領として残します。")
  @Answers(
      when = "Recorded at a case, or known already",
      body = {ReceivedUnits.RecordedReceipt.class, UnplacedReceipt.class})
  @Answers(status = 201, when = "Kept until somebody places it", body = UnplacedReceipt.class)
  @Refuses(
      status = 409,
      codes = {"RMA_NUMBER_NOT_ISSUED", "NOT_IN_THIS_STATE", "FACT_ALREADY_RECORDED"})
  @Example(
      "{\"serialNumber\": \"NR2A-0099\", \"condition\": \"USED\", \"carrier\": \"佐川急便\", \"trackingNumber\": \"9876-5432-1099\"}")
  ResponseEntity<Received> receiveUnit(@Valid @RequestBody Parcel body, WriteRequest call) {
    return writes.perform(call, () -> received(call, body));
  }

  private Answer<Received> received(WriteRequest call, Parcel parcel) {
    ReceivedUnit unit = bench.unit(parcel);
    Recording recording = Recording.of(call.caller().subject(), parcel.receivedAt().at());
    Placing placing =
        Placing.of(
            unit.serialNumber(),
            parcel.receivedAt().stated() ? parcel.receivedAt().at() : null,
            unit.serialNumber() == null ? List.of() : units.legsOf(unit.serialNumber()),
            parcel.trackingNumber() == null
                ? List.of()
                : units.legsUnder(parcel.carrier(), parcel.trackingNumber()));
    return switch (placing) {
      case Placing.At at ->
          placed(units.record(at.leg().caseId(), at.leg().leg(), unit, parcel.when(), recording));
      case Placing.Known known ->
          placed(
              new ReceivedUnits.RecordedReceipt(
                  known.leg().caseId(),
                  known.leg().leg(),
                  ReceivedUnits.resource(known.leg().leg(), null),
                  null));
      case Placing.Unplaced unplaced -> unplaced(parcel, unit, unplaced, recording);
    };
  }

  private static Answer<Received> placed(ReceivedUnits.RecordedReceipt recorded) {
    return Answer.<Received>ok(recorded).naming(recorded.caseId().value());
  }

  private Answer<Received> unplaced(
      Parcel parcel, ReceivedUnit unit, Placing.Unplaced placing, Recording recording) {
    When when = parcel.when();
    Optional<Receipt> known =
        unit.serialNumber() == null || !when.stated()
            ? Optional.empty()
            : tables.same(unit.serialNumber().value(), when.at());
    if (known.isPresent()) {
      Receipt same = known.get();
      return Answer.<Received>ok(new UnplacedReceipt(same.receiptId(), same.candidates()))
          .naming(ReceiptAggregate.streamOf(same.receiptId()));
    }
    String receiptId = UUID.randomUUID().toString();
    List<Candidate> candidates =
        placing.candidates().stream().map(ReceiptsResource::candidate).toList();
    commands.send(
        new ReceiveUnplaced(
            ReceiptAggregate.streamOf(receiptId),
            new UnplacedUnitReceived(
                receiptId,
                unit.serialNumber(),
                unit.unreadableReasonId(),
                parcel.productCode(),
                unit.condition(),
                when.at(),
                parcel.carrier(),
                parcel.trackingNumber(),
                unit.knownAs(),
                candidates)),
        recording);
    return Answer.<Received>created("/api/receipts", new UnplacedReceipt(receiptId, candidates))
        .naming(ReceiptAggregate.streamOf(receiptId));
  }

  private static Candidate candidate(UnitLeg leg) {
    return new Candidate(leg.caseId(), leg.leg());
  }

  /**
   * Which receipts are asked for.
   *
   * @param placed false: only what still waits for somebody to place it; all where absent
   */
  record ReceiptSearch(@Nullable Boolean placed) {}

  /** Units that no case was found for when they were received, the oldest first. */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE})
  @GetMapping("/api/receipts")
  @InJapanese("受領時に案件を特定できなかった機器の一覧(受領日時の古い順)です。")
  Page<Receipt> receipts(@Valid @ModelAttribute ReceiptSearch search, PageRequest page) {
    Boolean placed = search.placed();
    return new Page<>(tables.list(placed, page), page.page(), page.size(), tables.count(placed));
  }

  /**
   * Where a unit belongs.
   *
   * @param caseId the case that it belongs to
   * @param leg on which leg
   * @param occurredAt when it was placed, where that is not now: at most the setting
   *     backdating.maxDays back
   */
  record Placement(CaseId caseId, Leg leg, Happened occurredAt) {}

  /**
   * Say which case a unit belongs to, on which leg.
   *
   * @param receiptId the receipt's ID
   * @throws NotFound where there is no such receipt
   * @throws io.rmaflow.kit.web.StateConflict where it has been placed, or the case cannot have it
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/api/receipts/{receiptId}/placement")
  @InJapanese("未配置の受領を案件に記録します。シリアル番号が待っている機器と異なる場合は、その案件の想定外の機器となります。")
  @Answers(when = "Recorded at the case")
  @Refuses(status = 400, codes = "UNKNOWN")
  @Refuses(
      status = 409,
      codes = {
        "ALREADY_PLACED",
        "RMA_NUMBER_NOT_ISSUED",
        "NOT_IN_THIS_STATE",
        "FACT_ALREADY_RECORDED"
      })
  @Example("{\"caseId\": \"0f0c0f5e-6b1c-4c5e-9d0a-2f6f7b8f1a11\", \"leg\": \"FAULTY_UNIT\"}")
  ResponseEntity<ReceivedUnits.RecordedReceipt> placeReceipt(
      @PathVariable String receiptId, @Valid @RequestBody Placement body, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          UnplacedUnitReceived receipt =
              tables.event(receiptId).orElseThrow(() -> new NotFound("receipt", receiptId));
          Instant at = body.occurredAt().at();
          commands.send(
              new PlaceReceipt(ReceiptAggregate.streamOf(receiptId), body.caseId(), body.leg(), at),
              Recording.of(call.caller().subject(), at));
          ReceivedUnits.RecordedReceipt recorded =
              recordedAt(receipt, body.caseId(), body.leg(), call.caller());
          return Answer.ok(recorded).naming(recorded.caseId().value());
        });
  }

  private ReceivedUnits.RecordedReceipt recordedAt(
      UnplacedUnitReceived receipt, CaseId caseId, Leg leg, Caller caller) {
    try {
      return units.record(
          caseId,
          leg,
          new ReceivedUnit(
              receipt.serialNumber(),
              receipt.serialUnreadableReasonId(),
              receipt.condition(),
              receipt.knownAs()),
          new When(receipt.receivedAt(), true),
          Recording.of(caller.subject(), receipt.receivedAt()));
    } catch (NotFound noSuchCase) {
      throw InvalidRequest.of(
          "caseId", "UNKNOWN", "この案件はありません: " + caseId, "There is no case " + caseId + ".");
    }
  }
}
