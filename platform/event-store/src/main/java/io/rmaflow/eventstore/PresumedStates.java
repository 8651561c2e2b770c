package io.rmaflow.eventstore;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the commands of a bus decide on the states that this process knows ({@link
 * StateRepository}), before the database is asked, and sees to it that no answer rests on one that
 * was over: the append itself is refused where the stream has another last event; where nothing is
 * appended, and where the command fails, the database is asked afterwards.
 *
 * <p>For buses without transactions round their commands, whose appends commit by themselves: a
 * command is one round trip then. Nobody waits for a stream's turn, and a lost race is a {@link
 * ConcurrencyException}, to be repeated ({@link LostRaces}).
 */
public final class PresumedStates implements MessageHandlerInterceptor<CommandMessage<?>> {

  private static final String KEY = PresumedStates.class.getName();

  /** Made once; holds nothing. */
  public PresumedStates() {}

  /**
   * Handles the command.
   *
   * @throws ConcurrencyException where it failed on a state that is over
   */
  @Override
  public @Nullable Object handle(
      UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain) throws Exception {
    Open presumptions = unit.root().<Open>getOrComputeResource(KEY, key -> new Open());
    try {
      return chain.proceed();
    } catch (Exception failure) {
      presumptions.verify(failure);
      throw failure;
    }
  }

  /** What the current unit of work presumes; null where nobody would verify it. */
  static @Nullable Open ofCurrentUnit() {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get().root().<Open>getResource(KEY)
        : null;
  }

  /** What a unit of work has presumed and nobody has verified yet. */
  static final class Open {

    private final Map<String, Presumption> byStream = new HashMap<>();

    private record Presumption(StateCache<?> states, BooleanSupplier isVerifiedByAppend) {}

    /**
     * Notes a presumption of the current unit of work.
     *
     * @param isVerifiedByAppend whether something is to be appended to the stream
     */
    void add(String stream, StateCache<?> states, BooleanSupplier isVerifiedByAppend) {
      byStream.put(stream, new Presumption(states, isVerifiedByAppend));
      CurrentUnitOfWork.get().onPrepareCommit(unit -> verifyWithoutAppend(stream));
      CurrentUnitOfWork.get().onRollback(unit -> forget(stream));
    }

    private void verifyWithoutAppend(String stream) {
      Presumption presumption = byStream.get(stream);
      if (presumption != null && !presumption.isVerifiedByAppend().getAsBoolean()) {
        verify(stream, presumption, null);
      }
    }

    /** A failure may follow from a state that is over. */
    private void verify(Exception failure) {
      for (Map.Entry<String, Presumption> open : Map.copyOf(byStream).entrySet()) {
        verify(open.getKey(), open.getValue(), failure);
      }
    }

    private void verify(String stream, Presumption presumption, @Nullable Exception failure) {
      if (!presumption.states().isAsPresumed(stream)) {
        throw new ConcurrencyException(
            "The command was decided on a state of stream " + stream + " that is over", failure);
      }
      byStream.remove(stream);
    }

    private void forget(String stream) {
      Presumption unverified = byStream.remove(stream);
      if (unverified != null) {
        unverified.states().forget(stream);
      }
    }
  }
}
