package io.rmaflow.rma.parts.returnduty;

import io.rmaflow.events.rma.CaseEvent.Direction;
import io.rmaflow.events.rma.CaseEvent.FaultyUnitDispatched;
import io.rmaflow.events.rma.CaseEvent.Leg;
import io.rmaflow.events.rma.Deadline;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.Deciding;
import io.rmaflow.rma.casefile.Reading;
import io.rmaflow.rma.casefile.ShipmentLeg;
import io.rmaflow.rma.casefile.Step;
import io.rmaflow.time.BusinessCalendar;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read back of the faulty unit's way home.
 *
 * @param customerShippedAt when the customer handed the faulty unit to the carrier; the receipt
 *     stands for it where that was never reported
 * @param receivedAt when the vendor received the faulty unit
 * @param returnDue by when the faulty unit leaves the customer, JST, inclusive (CSB-26)
 * @param returnedLateBusinessDays business days after the due day on which the faulty unit left; 0
 *     in time, null while it has not left
 * @param buyOut the wish to keep the unit; null where there was none
 */
public record ReturnView(
    @Nullable Instant customerShippedAt,
    @Nullable Instant receivedAt,
    @Nullable LocalDate returnDue,
    @Nullable Integer returnedLateBusinessDays,
    @Nullable BuyOutView buyOut) {

  /**
   * The wish to keep the unit.
   *
   * @param answer what the vendor said to it
   * @param requestedAt when the customer asked for it
   * @param decidedAt null while the vendor has not answered
   * @param priceYen whole yen; null unless agreed
   */
  public record BuyOutView(
      BuyOutAnswer answer,
      Instant requestedAt,
      @Nullable Instant decidedAt,
      @Nullable Long priceYen) {

    /** What the vendor can say to it. */
    public enum BuyOutAnswer {
      /** Nothing yet. */
      PENDING,
      /** The customer may keep the unit at the price. */
      AGREED,
      /** The unit has to come back as before. */
      DECLINED
    }

    private static Optional<BuyOutView> of(BuyOut buyOut) {
      return Optional.ofNullable(
          switch (buyOut) {
            case BuyOut.NotWanted _ -> null;
            case BuyOut.Pending(Instant at) -> new BuyOutView(BuyOutAnswer.PENDING, at, null, null);
            case BuyOut.Agreed(Instant at, var fact) ->
                new BuyOutView(BuyOutAnswer.AGREED, at, fact.agreedAt(), fact.priceYen());
            case BuyOut.Declined(Instant at, Instant answered) ->
                new BuyOutView(BuyOutAnswer.DECLINED, at, answered, null);
          });
    }
  }

  /** Of a case, empty before it is accepted. */
  public static ReturnView of(Optional<CaseFile> file, Reading reading) {
    Optional<FaultyUnit> unit = unit(file);
    Optional<Instant> left = unit.flatMap(FaultyUnit::leftAt);
    Optional<LocalDate> due = file.flatMap(one -> one.dueTimes().dueDay(Deadline.Name.RETURN));
    return new ReturnView(
        left.orElse(null),
        unit.flatMap(FaultyUnit::receivedAt).orElse(null),
        due.orElse(null),
        left.flatMap(at -> due.map(day -> late(at, day, reading.policy().calendar()))).orElse(null),
        file.flatMap(one -> one.part(BuyOut.Possible.class))
            .flatMap(possible -> BuyOutView.of(possible.buyOut()))
            .orElse(null));
  }

  private static int late(Instant leftAt, LocalDate due, BusinessCalendar calendar) {
    LocalDate day = JapanTime.dateOf(leftAt);
    return day.isAfter(due) ? calendar.businessDaysBetween(due, day).counted().size() : 0;
  }

  /** The way of the faulty unit; one that nobody reported only its receipt tells of. */
  public static Stream<ShipmentLeg> legs(CaseFile file) {
    return unit(Optional.of(file))
        .filter(FaultyUnit::hasLeft)
        .map(
            unit ->
                ShipmentLeg.of(
                    unit.handedOver()
                        .map(FaultyUnitDispatched::shipment)
                        .orElseGet(
                            () ->
                                Deciding.shipment(
                                    file,
                                    Leg.FAULTY_UNIT,
                                    Direction.TO_VENDOR,
                                    Step.Carriage.UNKNOWN)),
                    unit.leftAt(),
                    unit.receivedAt()))
        .stream();
  }

  private static Optional<FaultyUnit> unit(Optional<CaseFile> file) {
    return file.flatMap(one -> one.part(FaultyUnit.Known.class)).map(FaultyUnit.Known::faultyUnit);
  }
}
