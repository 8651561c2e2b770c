package io.rmaflow.console.casepage;

import java.util.List;
import java.util.Set;

/**
 * Something that a person records of a case, as one call of rma-service.
 *
 * @param path the last part of the call, {@code POST /api/cases/{caseId}/…}
 * @param place where on the page it stands
 * @param when in which cases it is offered
 * @param procedures of which procedures it is one; what is no such step there is refused by the
 *     service
 * @param roles of those who may record it
 * @param duties what has to be done where this is the step that does it, as {@code openDuties} say
 *     it
 * @param fields in the order in which they are asked for
 */
record Step(
    String path,
    Place place,
    When when,
    Set<String> procedures,
    Set<String> roles,
    Set<String> duties,
    List<Field> fields) {

  /** Where on the page a step stands. */
  enum Place {
    /** Among the steps. */
    STEPS,
    /** At the notes. */
    NOTES,
    /** At what was asked for beyond the service. */
    DEMANDS,
    /** At each fact. */
    FACTS
  }

  /** In which cases a step is offered. */
  enum When {
    /** Whatever became of the request. */
    ALWAYS,
    /** Once it was accepted, also after the end: facts become known late. */
    ONCE_ACCEPTED,
    /** While it goes on. */
    WHILE_OPEN
  }

  /** The key of what it is called. */
  public String label() {
    return "casepage.step." + path;
  }

  Field field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }
}
