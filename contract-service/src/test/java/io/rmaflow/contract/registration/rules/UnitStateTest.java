package io.rmaflow.contract.registration.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.contract.registration.rules.UnitCommand.MoveUnit;
import io.rmaflow.events.Clause;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitMoved;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitStateTest {

  private static final SerialNumber SERIAL = new SerialNumber("NR2A-0001");
  private static final SiteId TOKYO = new SiteId("s-1");
  private static final SiteId OSAKA = new SiteId("s-2");

  private static final UnitState REGISTERED =
      UnitState.UNKNOWN.evolve(
          new UnitRegistered(
              SERIAL,
              new ProductCode("netregio2a-dhcp"),
              new CustomerId("C-1001"),
              Source.ONLINE,
              LocalDate.of(2025, 11, 10),
              LocalDate.of(2025, 11, 12),
              ShippedBy.VENDOR,
              LocalDate.of(2025, 11, 14),
              false,
              SalesChannel.DIRECT,
              TOKYO,
              List.of(),
              "tokyo",
              "K1",
              null,
              null,
              null));

  private static MoveUnit move(SiteId site, String siteFingerprint, String owner) {
    return new MoveUnit(SERIAL, site, siteFingerprint, owner);
  }

  @Test
  @Clause("REG-5")
  void anotherSiteOrOwner_isRecorded_andTheOnesThatItHasAreNot() {
    assertThat(REGISTERED.decide(move(TOKYO, "tokyo", "K1")))
        .isEqualTo(Decision.<UnitEvent>nothing());

    UnitMoved sold = new UnitMoved(SERIAL, TOKYO, "tokyo", "K2");
    assertThat(REGISTERED.decide(move(TOKYO, "tokyo", "K2"))).isEqualTo(Decision.happens(sold));
    UnitMoved moved = new UnitMoved(SERIAL, OSAKA, "osaka", "K2");
    assertThat(REGISTERED.evolve(sold).decide(move(OSAKA, "osaka", "K2")))
        .isEqualTo(Decision.happens(moved));

    assertThat(REGISTERED.evolve(sold).evolve(moved).decide(move(OSAKA, "osaka", "K2")))
        .isEqualTo(Decision.<UnitEvent>nothing());
    assertThat(REGISTERED.evolve(sold).evolve(moved).decide(move(TOKYO, "tokyo", "K1")))
        .as("back to where it was registered is a move")
        .isEqualTo(Decision.happens(new UnitMoved(SERIAL, TOKYO, "tokyo", "K1")));
  }
}
