package io.rmaflow.kit.web;

import java.util.List;

/**
 * How every list is answered.
 *
 * @param items the items of this page
 * @param page number of the page, from 0
 * @param size items a page has at most
 * @param total items of all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

  public Page {
    items = List.copyOf(items);
  }

  /** The page of a whole list that was asked for. */
  public static <T> Page<T> of(List<T> all, PageRequest request) {
    int from = (int) Math.min(request.offset(), all.size());
    int to = (int) Math.min(request.offset() + request.size(), all.size());
    return new Page<>(all.subList(from, to), request.page(), request.size(), all.size());
  }
}
