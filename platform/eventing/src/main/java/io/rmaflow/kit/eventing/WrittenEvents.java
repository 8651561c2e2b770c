package io.rmaflow.kit.eventing;

import java.util.List;

/** What the present transaction has appended so far. */
public interface WrittenEvents {

  /**
   * The last event of every stream that the present transaction appended to, in the order of their
   * first append; empty where it wrote nothing.
   *
   * @throws IllegalStateException outside a transaction
   */
  List<StreamPosition> inCurrentTransaction();
}
