package io.rmaflow.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One full example of every event, the same each time: no field is left out. */
final class Samples {

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("softwareVersion", "4.10.1-2201"),
          Map.entry("requestedSoftwareVersion", "4.8.1"),
          Map.entry("latestSoftwareVersion", "4.10.1"),
          Map.entry("carrier", "Yamato"),
          Map.entry("trackingNumber", "1234-5678-9012"),
          Map.entry("siteFingerprint", "5f2b"),
          Map.entry("ownerFingerprint", "9ac1"),
          Map.entry("language", "ja"),
          Map.entry("usedInCountry", "JP"),
          Map.entry("clause", "EXC-CSB-8"),
          Map.entry("code", "UNAUTHORIZED_MODIFICATION"),
          Map.entry("rule", "EXC-CSB-14"),
          Map.entry("ofEvent", "ReplacementDelivered"),
          Map.entry("field", "deliveredAt"),
          Map.entry("value", "2026-05-08T01:00:00Z"),
          Map.entry("name", "NetRegio2A DHCP"),
          Map.entry("key", "cutoff.noon.inclusive"),
          Map.entry("service", "CROSS_SEND_BACK"),
          Map.entry("attachmentId", "a-1"),
          Map.entry("kind", "CHECK_SHEET"),
          Map.entry("mediaType", "application/pdf"),
          Map.entry("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
          Map.entry("because", "RETURNED"),
          Map.entry("deliveryId", "6b0c6d4e-5c1f-3f0a-8a7e-2d9b1c0f4e53"),
          Map.entry("causingEventId", "2f1f3a52-7a4b-4f0e-9b0d-3f6f0d1c2b3a"),
          Map.entry("causedBy", "RequestRefused"),
          Map.entry("receivedId", "b7e5a0f2-2f0e-3c52-9d6b-0a3f7c1d2e4b"),
          Map.entry("receiptId", "7d0c1c57-9a55-4d0e-8a3c-5b1f0e2d4c6a"),
          Map.entry("policyVersion", "1"),
          Map.entry("agency", "AG-7"),
          Map.entry("edition", "ACADEMIC"),
          Map.entry("serialNumberAsGiven", "nr2a-0001 "),
          Map.entry("productCodeAsGiven", "NetRegio2A DHCP"),
          Map.entry("customerIdAsGiven", "c-1001"),
          Map.entry("canonical", "NR2A-0001"),
          Map.entry("hypervisor", "KVM"),
          Map.entry("platform", "PowerEdge R660"),
          Map.entry("url", "https://www.example.jp/end-of-sale"),
          Map.entry("relatedHotfix", "4.10.1-2202"),
          Map.entry("ja", "日本語"),
          Map.entry("en", "English"));

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(CustomerId.class, new CustomerId("C-1001")),
          Map.entry(SerialNumber.class, new SerialNumber("NR2A-0001")),
          Map.entry(ContractId.class, new ContractId("CT-1")),
          Map.entry(ProductCode.class, new ProductCode("netregio2a-dhcp")),
          Map.entry(CaseId.class, new CaseId("0b8f6c9e-3a51-4b8e-9d0c-1f2a3b4c5d6e")),
          Map.entry(RmaNumber.class, new RmaNumber("RMA-2026-000001")),
          Map.entry(ContactId.class, new ContactId("r-4a1d")),
          Map.entry(SiteId.class, new SiteId("r-77c0")),
          Map.entry(TextId.class, new TextId("r-0e55")),
          Map.entry(SoftwareVersion.class, new SoftwareVersion("4.10.1")),
          Map.entry(LocalDate.class, LocalDate.of(2026, 5, 13)),
          Map.entry(Instant.class, Instant.parse("2026-05-01T01:30:00Z")),
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true),
          Map.entry(int.class, 1),
          Map.entry(Integer.class, 4),
          Map.entry(long.class, 120000L));

  private Samples() {}

  static DomainEvent of(Class<? extends DomainEvent> type) {
    return (DomainEvent) value("", type, type);
  }

  private static Object value(String name, Class<?> type, Type generic) {
    Object known = VALUES.get(type);
    if (known != null) {
      return known;
    }
    if (type == String.class) {
      return text(name);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == List.class) {
      Class<?> element = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
      return List.of(element == String.class ? "CSB-4" : value(name, element, element));
    }
    if (type == Map.class) {
      return Map.of("replacedBy", "NR2A-0002");
    }
    if (type == io.rmaflow.events.rma.Deadline.class) {
      return deadline();
    }
    if (type.isRecord()) {
      return newRecord(type);
    }
    throw new IllegalArgumentException("no sample for " + name + " of " + type);
  }

  private static String text(String name) {
    String text = TEXTS.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no sample text for the field " + name);
    }
    return text;
  }

  /**
   * A deadline is due on a day or at an instant, never both: the one exception to "no field left
   * out".
   */
  private static io.rmaflow.events.rma.Deadline deadline() {
    return new io.rmaflow.events.rma.Deadline(
        io.rmaflow.events.rma.Deadline.Name.RETURN,
        LocalDate.of(2026, 5, 13),
        null,
        (io.rmaflow.events.rma.Deadline.Derivation)
            newRecord(io.rmaflow.events.rma.Deadline.Derivation.class),
        LocalDate.of(2026, 5, 20));
  }

  private static Object newRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      arguments[i] = value(components[i].getName(), types[i], components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }
}
