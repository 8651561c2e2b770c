package io.rmaflow.kit.desk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Failures that a test orders at named places. */
public final class Faults {

  private final Map<String, Supplier<RuntimeException>> ordered = new ConcurrentHashMap<>();

  public void order(String place, Supplier<RuntimeException> failure) {
    ordered.put(place, failure);
  }

  public void repair(String place) {
    ordered.remove(place);
  }

  void at(String place) {
    Supplier<RuntimeException> failure = ordered.get(place);
    if (failure != null) {
      throw failure.get();
    }
  }
}
