package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import io.rmaflow.time.JapanTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a request so far, so that one {@code 400} names it all; with when and by whom
 * it was called.
 */
public final class Findings {

  /** What all objects of one request share. */
  private record Call(
      Caller caller,
      Instant now,
      BackdatingLimit limit,
      boolean ofQuery,
      List<FieldError> errors) {}

  private final String prefix;
  private final Call call;

  private Findings(String prefix, Call call) {
    this.prefix = prefix;
    this.call = call;
  }

  /** Of a body so far: nothing. */
  public static Findings ofBody(Caller caller, Instant now, BackdatingLimit limit) {
    return new Findings("", new Call(caller, now, limit, false, new ArrayList<>()));
  }

  /** Of a query so far: nothing. */
  public static Findings ofQuery(Caller caller, Instant now, BackdatingLimit limit) {
    return new Findings("", new Call(caller, now, limit, true, new ArrayList<>()));
  }

  /** The same so far; what is noted in one is not known to the other. */
  Findings copy() {
    return new Findings(
        prefix,
        new Call(
            call.caller(),
            call.now(),
            call.limit(),
            call.ofQuery(),
            new ArrayList<>(call.errors())));
  }

  /** Of an object in this one. */
  public Findings in(String name) {
    return new Findings(path(name) + ".", call);
  }

  /** Who calls. */
  public Caller caller() {
    return call.caller();
  }

  /** When the call came, by the business clock. */
  public Instant now() {
    return call.now();
  }

  /** The day in Japan of {@link #now()}. */
  public LocalDate today() {
    return JapanTime.dateOf(call.now());
  }

  /** Notes that a field is wrong by a rule of the caller's own. */
  public void reject(String field, String messageJa, String messageEn) {
    reject(field, "INVALID", messageJa, messageEn);
  }

  /** As above with a code of its own. */
  public void reject(String field, String code, String messageJa, String messageEn) {
    note(path(field), code, new Message(messageJa, messageEn));
  }

  /** Notes that a field has to be there. */
  public void required(String field) {
    reject(field, "REQUIRED", "必須項目です。", "This field is required.");
  }

  /** Whether this field, or something in it, is known to be wrong. */
  public boolean isWrong(String field) {
    return isWrongAt(path(field));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRequest where anything of the request is wrong
   */
  public void check() {
    if (!call.errors().isEmpty()) {
      throw new InvalidRequest(call.errors());
    }
  }

  /** How far back the caller may date what has happened. */
  public BackdatingLimit limit() {
    return call.limit();
  }

  /** Whether everything is written as text: numbers and booleans too. */
  public boolean isOfQuery() {
    return call.ofQuery();
  }

  /** What is wrong with the request so far. */
  public List<FieldError> errors() {
    return List.copyOf(call.errors());
  }

  private boolean isWrongAt(String path) {
    return call.errors().stream()
        .map(FieldError::field)
        .anyMatch(
            wrong ->
                wrong.equals(path) || wrong.startsWith(path + ".") || wrong.startsWith(path + "["));
  }

  private String path(String name) {
    return prefix + name;
  }

  private void note(String path, String code, Message message) {
    boolean known =
        call.errors().stream()
            .anyMatch(error -> error.field().equals(path) && error.code().equals(code));
    if (!known) {
      call.errors().add(new FieldError(path, code, message));
    }
  }
}
