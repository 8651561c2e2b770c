package io.rmaflow.kit.eventing;

/** Sends commands to this service's aggregates, in the caller's thread and transaction. */
public interface Commands {

  /**
   * Handles the command when nobody else writes to its stream; on return its events are appended,
   * and the projections and sagas of this service have seen them. Until the transaction ends,
   * others who want to write to that stream wait. Without a transaction of the caller's, one is
   * opened and committed.
   *
   * <p>Whatever the command handler, a projection or a saga throws comes out as it was thrown, and
   * the transaction can then only be rolled back.
   *
   * @throws RuntimeException for which {@link Retryable#isLostRace} says yes where the database
   *     broke a tie between transactions that waited for each other, or somebody appended past the
   *     commands; the whole action is then to be repeated
   */
  void send(Object command, Recording recording);

  /**
   * For sagas and event handlers: a command that follows from the event or due time being handled.
   * It occurred when that did, belongs to its correlation and names it as the cause; the actor is
   * this service.
   *
   * @throws IllegalStateException where no event, command or due time is being handled
   */
  void sendConsequence(Object command);
}
