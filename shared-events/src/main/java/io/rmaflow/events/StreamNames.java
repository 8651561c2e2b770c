package io.rmaflow.events;

import java.util.Map;

/**
 * Names of streams that are made of an identifier. A stream that was begun before identifiers had
 * one spelling keeps the name it was begun under, since what is recorded is not changed; the few of
 * those are told at the start of the service, before any stream is read, and never change while it
 * runs.
 */
public final class StreamNames {

  private static volatile Map<String, String> recorded = Map.of();

  private StreamNames() {}

  /** The stream of what the identifier names, such as {@code unit/NR2A-0001}. */
  public static String of(String kind, Object id) {
    String name = kind + "/" + id;
    return recorded.getOrDefault(name, name);
  }

  /** Tells under which names those streams are recorded that would be called otherwise now. */
  public static void recordedAs(Map<String, String> names) {
    recorded = Map.copyOf(names);
  }
}
