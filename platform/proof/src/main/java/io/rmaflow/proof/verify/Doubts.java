package io.rmaflow.proof.verify;

import java.util.List;
import java.util.PriorityQueue;

/** The doubts of the first rows; of the others only how many there are. */
final class Doubts {

  private static final int KEPT = 10_000;

  private final PriorityQueue<Doubt> lastFirst = new PriorityQueue<>(Doubt.ORDER.reversed());
  private long dropped;

  void add(Doubt doubt) {
    lastFirst.add(doubt);
    if (lastFirst.size() > KEPT) {
      lastFirst.remove();
      dropped++;
    }
  }

  List<Doubt> inOrder() {
    return lastFirst.stream().sorted(Doubt.ORDER).toList();
  }

  long dropped() {
    return dropped;
  }
}
