package io.rmaflow.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.ContactId;
import io.rmaflow.events.ContractId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventType;
import io.rmaflow.events.Plan;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.SiteId;
import io.rmaflow.events.contract.ContactEvent.ContactChanged;
import io.rmaflow.events.contract.ContractEvent.ContractRenewed;
import io.rmaflow.events.contract.ContractEvent.ContractSigned;
import io.rmaflow.events.contract.ContractEvent.Party;
import io.rmaflow.events.contract.UnitEvent.SalesChannel;
import io.rmaflow.events.contract.UnitEvent.ShippedBy;
import io.rmaflow.events.contract.UnitEvent.Source;
import io.rmaflow.events.contract.UnitEvent.UnitRegistered;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.notification.RunningService;
import io.rmaflow.notification.files.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Records that have piled up share a transaction; what they say together is written in one go. */
class EventsOfOneTransactionTest extends RunningService {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 5, 1);

  @Autowired private ContractEvents events;
  @Autowired private Files files;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient database;

  private final String id = UUID.randomUUID().toString();
  private final SerialNumber unit = new SerialNumber("U-" + id);
  private final ContractId contract = new ContractId("CT-" + id);
  private final ContactId first = new ContactId("k-1-" + id);
  private final ContactId second = new ContactId("k-2-" + id);

  @Test
  void theLastThatIsSaidOfAContactHolds() {
    takeIn(changed(first, true), changed(second, false), changed(first, false));
    takeIn(changed(second, true));

    assertThat(files.wantsContractNotices(first)).contains(false);
    assertThat(files.wantsContractNotices(second)).contains(true);
  }

  @Test
  void theLastThatIsSaidOfAContractHolds() {
    takeIn(signed(true), renewed());

    assertThat(files.contractFile(contract).orElseThrow().expiryDate())
        .isEqualTo(LocalDate.of(2028, 4, 30));

    takeIn(renewed(), signed(true));

    assertThat(files.contractFile(contract).orElseThrow().expiryDate())
        .isEqualTo(LocalDate.of(2027, 4, 30));
  }

  @Test
  void aNoticeThatWaitsForARegistrationOfTheSameTransactionIsQueuedOnce() {
    takeIn(signed(false), registered(first), changed(first, true));

    assertThat(told()).containsExactly(first.value());
    assertThat(waiting()).isZero();
  }

  @Test
  void aNoticeAfterItsRegistrationInTheSameTransactionIsQueuedOnce() {
    takeIn(registered(first), changed(first, true), signed(false));

    assertThat(told()).containsExactly(first.value());
    assertThat(waiting()).isZero();
  }

  @Test
  void aNoticeThatHasWaitedIsForThoseWhomTheLastRegistrationNames() {
    takeIn(signed(false));
    assertThat(waiting()).isEqualTo(1);

    takeIn(changed(second, true), registered(first), registered(second), changed(first, true));

    assertThat(told()).containsExactly(second.value());
    assertThat(waiting()).isZero();
  }

  private void takeIn(DomainEvent... together) {
    transaction.executeWithoutResult(
        status -> {
          for (DomainEvent data : together) {
            events.on(envelope(data));
          }
        });
  }

  private EventEnvelope<?> envelope(DomainEvent data) {
    EventType type = EventTypes.typeOf(data.getClass());
    return new EventEnvelope<>(
        UUID.randomUUID().toString(),
        type.context(),
        type.name(),
        type.version(),
        id,
        0,
        CLOCK.now(),
        CLOCK.now(),
        null,
        null,
        "test",
        data);
  }

  /** Who gets a notice about the contract, as often as it was queued. */
  private List<String> told() {
    return database
        .sql("select recipient from delivery where contract_id = :id")
        .param("id", contract.value())
        .query(String.class)
        .list();
  }

  private int waiting() {
    return database
        .sql("select count(*) from waiting_mail where mail ->> 'contractId' = :id")
        .param("id", contract.value())
        .query(Integer.class)
        .single();
  }

  private static ContactChanged changed(ContactId contact, boolean wantsNotices) {
    return new ContactChanged(contact, new CustomerId("C-1"), "ja", wantsNotices);
  }

  private UnitRegistered registered(ContactId contact) {
    return new UnitRegistered(
        unit,
        new ProductCode("netregio2a-dhcp"),
        new CustomerId("C-1"),
        Source.ONLINE,
        FIRST_DAY,
        FIRST_DAY,
        ShippedBy.VENDOR,
        FIRST_DAY,
        false,
        SalesChannel.DIRECT,
        new SiteId("s-1"),
        List.of(contact),
        "5f2b",
        "9ac1",
        null,
        null,
        null);
  }

  private ContractSigned signed(boolean takenOver) {
    return new ContractSigned(
        contract,
        new CustomerId("C-1"),
        unit,
        new ProductCode("netregio2a-dhcp"),
        Plan.CROSS_SEND_BACK,
        1,
        FIRST_DAY,
        LocalDate.of(2027, 4, 30),
        Party.CUSTOMER,
        null,
        "1",
        1,
        takenOver);
  }

  private ContractRenewed renewed() {
    return new ContractRenewed(
        contract,
        new CustomerId("C-1"),
        unit,
        Plan.CROSS_SEND_BACK,
        1,
        LocalDate.of(2027, 5, 1),
        LocalDate.of(2028, 4, 30),
        Party.CUSTOMER,
        "1",
        1,
        true);
  }
}
