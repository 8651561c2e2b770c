package io.rmaflow.rma.receipts;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.ReceiptEvent.Candidate;
import io.rmaflow.events.rma.ReceiptEvent.UnplacedUnitReceived;
import io.rmaflow.events.values.Values;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.Query;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.rma.casefile.ReceivedUnitReader;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import io.rmaflow.rma.casefile.Step.When;
import io.rmaflow.rma.casefile.UnitLeg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What lies on the bench, whether somebody knows which case it is for or not. */
@RestController
class ReceiptsResource {

  private final Writes writes;
  private final Commands commands;
  private final ReceivedUnitReader reader;
  private final ReceivedUnits units;
  private final ReceiptTables tables;

  ReceiptsResource(
      Writes writes,
      Commands commands,
      ReceivedUnitReader reader,
      ReceivedUnits units,
      ReceiptTables tables) {
    this.writes = writes;
    this.commands = commands;
    this.reader = reader;
    this.units = units;
    this.tables = tables;
  }

  /** What was read of a parcel. */
  private record Parcel(
      ReceivedUnit unit,
      @Nullable ProductCode productCode,
      @Nullable String carrier,
      @Nullable String trackingNumber,
      When when) {}

  /**
   * The answer where no case was found.
   *
   * @param receiptId by which it is placed later
   * @param candidates the legs that it may be: several, or none
   */
  record Unplaced(String receiptId, List<Candidate> candidates) {}

  /**
   * {@code 200} with the case and the resource that records it, or {@code 201} with the ID of a
   * receipt that waits for somebody to place it; the same again is {@code 200}.
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/api/receipts")
  ResponseEntity<?> receive(WriteRequest request) {
    return writes.perform(request, fields -> received(request, parcel(fields)));
  }

  private Parcel parcel(Fields fields) {
    ProductCode product = fields.id("productCode", ProductCode::new);
    String carrier = fields.value("carrier", Values.NAME);
    String trackingNumber = fields.identifier("trackingNumber");
    Instant receivedAt = fields.happenedAt("receivedAt");
    ReceivedUnit unit = reader.read(fields);
    fields.check();
    return new Parcel(
        unit, product, carrier, trackingNumber, new When(receivedAt, fields.has("receivedAt")));
  }

  private Answer<?> received(WriteRequest request, Parcel parcel) {
    ReceivedUnit unit = parcel.unit();
    Recording recording = Recording.of(request.caller().subject(), parcel.when().at());
    Placing placing =
        Placing.of(
            unit.serialNumber(),
            parcel.when().stated() ? parcel.when().at() : null,
            unit.serialNumber() == null ? List.of() : units.legsOf(unit.serialNumber()),
            parcel.trackingNumber() == null
                ? List.of()
                : units.legsUnder(parcel.carrier(), parcel.trackingNumber()));
    return switch (placing) {
      case Placing.At at ->
          placed(units.record(at.leg().caseId(), at.leg().leg(), unit, parcel.when(), recording));
      case Placing.Known known ->
          placed(
              new ReceivedUnits.RecordedAt(
                  known.leg().caseId(),
                  known.leg().leg(),
                  ReceivedUnits.resource(known.leg().leg(), null),
                  null));
      case Placing.Unplaced unplaced -> unplaced(parcel, unplaced, recording);
    };
  }

  private static Answer<ReceivedUnits.RecordedAt> placed(ReceivedUnits.RecordedAt recorded) {
    return Answer.ok(recorded).naming(recorded.caseId().value());
  }

  private Answer<Unplaced> unplaced(Parcel parcel, Placing.Unplaced placing, Recording recording) {
    Optional<Receipt> known =
        parcel.unit().serialNumber() == null || !parcel.when().stated()
            ? Optional.empty()
            : tables.same(parcel.unit().serialNumber().value(), parcel.when().at());
    if (known.isPresent()) {
      Receipt same = known.get();
      return Answer.ok(new Unplaced(same.receiptId(), same.candidates()))
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
                parcel.unit().serialNumber(),
                parcel.unit().unreadableReasonId(),
                parcel.productCode(),
                parcel.unit().condition(),
                parcel.when().at(),
                parcel.carrier(),
                parcel.trackingNumber(),
                parcel.unit().knownAs(),
                candidates)),
        recording);
    return Answer.created("/api/receipts", new Unplaced(receiptId, candidates))
        .naming(ReceiptAggregate.streamOf(receiptId));
  }

  private static Candidate candidate(UnitLeg leg) {
    return new Candidate(leg.caseId(), leg.leg());
  }

  /** All, or only those that have been placed, or have not; the oldest first. */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE})
  @GetMapping("/api/receipts")
  Page<Receipt> receipts(Query query, PageRequest page) {
    Boolean placed = bool(query, "placed");
    query.check();
    return new Page<>(tables.list(placed, page), page.page(), page.size(), tables.count(placed));
  }

  private static @Nullable Boolean bool(Query query, String name) {
    String text = query.identifier(name);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? null : Boolean.valueOf(text);
    }
    query.reject(name, "MALFORMED", "true か false を指定してください。", "It must be true or false.");
    return null;
  }

  /**
   * {@code 200} with where it went.
   *
   * @throws NotFound where there is no such receipt
   * @throws io.rmaflow.kit.web.StateConflict where it has been placed, or the case cannot have it
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS})
  @PostMapping("/api/receipts/{receiptId}/placement")
  ResponseEntity<?> place(@PathVariable String receiptId, WriteRequest request) {
    return writes.perform(
        request,
        fields -> {
          CaseId caseId = new CaseId(fields.requiredIdentifier("caseId"));
          Leg leg = fields.requiredEnum("leg", Leg.class);
          Instant at = fields.occurredAt();
          fields.check();
          UnplacedUnitReceived receipt =
              tables.event(receiptId).orElseThrow(() -> new NotFound("receipt", receiptId));
          commands.send(
              new PlaceReceipt(ReceiptAggregate.streamOf(receiptId), caseId, leg, at),
              Recording.of(request.caller().subject(), at));
          return placed(recordedAt(receipt, caseId, leg, request.caller()));
        });
  }

  private ReceivedUnits.RecordedAt recordedAt(
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
