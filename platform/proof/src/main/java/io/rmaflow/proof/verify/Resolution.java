package io.rmaflow.proof.verify;

import io.rmaflow.proof.verify.Finding.EventChanged.What;
import io.rmaflow.proof.verify.Segment.Truth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each doubt what it comes to, when it is known of every row who is right about it. */
final class Resolution {

  private final EventSide events;
  private final LogSide log;

  Resolution(EventSide events, LogSide log) {
    this.events = events;
    this.log = log;
  }

  /** Nothing where somebody else is to blame, who has a finding of its own. */
  Optional<Finding> of(Doubt doubt) {
    Truth truth = log.truth(doubt.judgedAt());
    return Optional.ofNullable(
        switch (doubt.finding()) {
          case Finding.EventChanged changed -> changed(changed);
          case Finding.StreamRewritten rewritten -> rewritten(rewritten, doubt, truth);
          case Finding.EventDeleted deleted -> unlessRowIsWrong(deleted, doubt, truth);
          case Finding.StreamTruncated truncated -> unlessRowIsWrong(truncated, doubt, truth);
          case Finding.EventInserted inserted -> log.isExplained(doubt.event()) ? null : inserted;
          case Finding.EventMoved moved -> ifRowsCount(moved, truth);
          case Finding.TileChanged changed ->
              doubt.judgedAt() == Doubt.SETTLED ? changed : ifRowsCount(changed, truth);
          default -> doubt.finding();
        });
  }

  private Finding changed(Finding.EventChanged changed) {
    Place other = changed.what() == What.BOTH ? events.exchangedWith(changed.at()) : null;
    return other == null ? changed : new Finding.EventsSwapped(changed.at(), other);
  }

  private @Nullable Finding rewritten(Finding.StreamRewritten rewritten, Doubt doubt, Truth truth) {
    if (log.isExplained(doubt.event())) {
      return null;
    }
    return switch (truth) {
      case ROWS, STORE, MIRROR -> rewritten;
      case EVENTS -> null;
      case NOBODY, UNKNOWN -> new Finding.EventAgainstLog(rewritten.at());
    };
  }

  private @Nullable Finding unlessRowIsWrong(Finding finding, Doubt doubt, Truth truth) {
    return truth == Truth.EVENTS || log.isWrong(doubt.index()) ? null : finding;
  }

  private static @Nullable Finding ifRowsCount(Finding finding, Truth truth) {
    return truth == Truth.ROWS || truth == Truth.UNKNOWN ? finding : null;
  }
}
