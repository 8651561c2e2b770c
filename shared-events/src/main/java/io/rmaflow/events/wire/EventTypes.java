package io.rmaflow.events.wire;

import io.rmaflow.events.Context;
import io.rmaflow.events.DomainEvent;
import io.rmaflow.events.EventType;
import io.rmaflow.events.Wire;
import io.rmaflow.events.contract.CalendarEvent;
import io.rmaflow.events.contract.ContactEvent;
import io.rmaflow.events.contract.ContractEvent;
import io.rmaflow.events.contract.CustomerEvent;
import io.rmaflow.events.contract.ProductEvent;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.UnitEvent;
import io.rmaflow.events.notification.NoticeEvent;
import io.rmaflow.events.rma.AttachmentEvent;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.LoanerEvent;
import io.rmaflow.events.rma.PersonEvent;
import io.rmaflow.events.rma.ReceiptEvent;
import io.rmaflow.events.rma.StandingEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every event of the published language, by its declared name and version. */
public final class EventTypes {

  private record Family(Context context, Class<? extends DomainEvent> root) {}

  private static final List<Family> FAMILIES =
      List.of(
          new Family(Context.CONTRACT, UnitEvent.class),
          new Family(Context.CONTRACT, CustomerEvent.class),
          new Family(Context.CONTRACT, ContactEvent.class),
          new Family(Context.CONTRACT, ContractEvent.class),
          new Family(Context.CONTRACT, ProductEvent.class),
          new Family(Context.CONTRACT, CalendarEvent.class),
          new Family(Context.CONTRACT, SettingEvent.class),
          new Family(Context.CONTRACT, SiteCheckEvent.class),
          new Family(Context.CONTRACT, io.rmaflow.events.contract.IdentityEvent.class),
          new Family(Context.RMA, CaseEvent.class),
          new Family(Context.RMA, StandingEvent.class),
          new Family(Context.RMA, LoanerEvent.class),
          new Family(Context.RMA, AttachmentEvent.class),
          new Family(Context.RMA, ReceiptEvent.class),
          new Family(Context.RMA, PersonEvent.class),
          new Family(Context.RMA, io.rmaflow.events.rma.IdentityEvent.class),
          new Family(Context.NOTIFICATION, NoticeEvent.class));

  private static final Map<EventType, Class<? extends DomainEvent>> BY_TYPE = new LinkedHashMap<>();
  private static final Map<Class<?>, EventType> BY_CLASS = new LinkedHashMap<>();

  static {
    for (Family family : FAMILIES) {
      for (Class<?> permitted : family.root().getPermittedSubclasses()) {
        register(family, permitted.asSubclass(DomainEvent.class));
      }
    }
  }

  private EventTypes() {}

  /** All types, family by family, in the order of their declaration. */
  public static Collection<EventType> all() {
    return List.copyOf(BY_TYPE.keySet());
  }

  /**
   * The Java type behind a type on the wire; nothing where this version of the library has none.
   */
  public static Optional<Class<? extends DomainEvent>> classOf(EventType type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /**
   * The type on the wire of an event.
   *
   * @throws IllegalArgumentException where the class is not part of the published language
   */
  public static EventType typeOf(Class<?> eventClass) {
    EventType type = BY_CLASS.get(eventClass);
    if (type == null) {
      throw new IllegalArgumentException(eventClass + " is not part of the published language");
    }
    return type;
  }

  /** Whether the class is an event of the published language. */
  public static boolean isEvent(Class<?> candidate) {
    return BY_CLASS.containsKey(candidate);
  }

  private static void register(Family family, Class<? extends DomainEvent> eventClass) {
    Wire wire = eventClass.getAnnotation(Wire.class);
    if (wire == null) {
      throw new IllegalStateException(eventClass + " declares no wire name");
    }
    EventType type = EventType.of(family.context(), wire.value(), wire.version());
    if (BY_TYPE.put(type, eventClass) != null) {
      throw new IllegalStateException(type.wireType() + " is declared twice");
    }
    BY_CLASS.put(eventClass, type);
  }
}
