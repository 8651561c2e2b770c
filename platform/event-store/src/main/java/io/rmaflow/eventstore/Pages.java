package io.rmaflow.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows page by page, each fetched when the one before is used up; a short page is the last. */
final class Pages<R> implements Iterator<R> {

  private final int size;
  private final Function<R, List<R>> next;
  private List<R> page;
  private int at;

  private Pages(List<R> first, int size, Function<R, List<R>> next) {
    this.page = first;
    this.size = size;
    this.next = next;
  }

  static <R> Stream<R> stream(List<R> first, int size, Function<R, List<R>> next) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Pages<>(first, size, next), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  @Override
  public boolean hasNext() {
    if (at == page.size() && page.size() >= size) {
      page = next.apply(page.getLast());
      at = 0;
    }
    return at < page.size();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.get(at++);
  }
}
