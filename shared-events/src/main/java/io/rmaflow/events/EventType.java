package io.rmaflow.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of an event's payload on the wire.
 *
 * @param context where it belongs
 * @param name the declared name
 * @param version the declared version, from 1
 */
public record EventType(Context context, String name, int version) {

  private static final Pattern WIRE_TYPE =
      Pattern.compile("rmaflow\\.([a-z]+)\\.([A-Za-z]+)\\.v(\\d{1,9})");

  /** The type of these three. */
  public static EventType of(Context context, String name, int version) {
    return new EventType(context, name, version);
  }

  /** Reads a CloudEvents type; nothing where it is not one of this project's. */
  public static Optional<EventType> parse(String wireType) {
    Matcher matcher = WIRE_TYPE.matcher(wireType);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Context context : Context.values()) {
      if (context.id().equals(matcher.group(1))) {
        return Optional.of(
            new EventType(context, matcher.group(2), Integer.parseInt(matcher.group(3))));
      }
    }
    return Optional.empty();
  }

  /** The CloudEvents type, such as {@code rmaflow.rma.ReplacementShipped.v1}. */
  public String wireType() {
    return "rmaflow." + context.id() + "." + name + ".v" + version;
  }

  /**
   * The name in an event store, such as {@code rma.ReplacementShipped}; the version stands beside.
   */
  public String storedName() {
    return context.id() + "." + name;
  }
}
