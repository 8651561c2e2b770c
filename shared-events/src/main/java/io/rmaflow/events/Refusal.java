package io.rmaflow.events;

import java.util.List;
import java.util.Map;

/**
 * Why the policy says no: data, not an exception.
 *
 * @param code the reject code, such as {@code UNRETURNED_FAULTY_UNIT}
 * @param clauses the clauses behind it, the most specific first
 * @param message for the person who asked
 * @param details what a program may want to know, such as the RMA numbers concerned; never personal
 *     data; empty where there is no more to say
 */
public record Refusal(
    String code, List<String> clauses, Message message, Map<String, Object> details) {

  public Refusal {
    clauses = List.copyOf(clauses);
    details = Map.copyOf(details);
  }
}
