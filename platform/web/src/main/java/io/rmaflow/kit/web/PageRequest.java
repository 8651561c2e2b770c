package io.rmaflow.kit.web;

/**
 * Which page is asked for; a controller method may take it as an argument (query parameters {@code
 * page}, default 0, and {@code size}, default 50; anything else is answered with {@code 400}).
 *
 * @param page number of the page, from 0
 * @param size items of a page at most, 1 to 200
 */
public record PageRequest(int page, int size) {

  /** The largest page. */
  public static final int MAX_SIZE = 200;

  /** The size where none is asked for. */
  public static final int DEFAULT_SIZE = 50;

  public PageRequest {
    if (page < 0 || size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("page " + page + " of size " + size);
    }
  }

  /** Items before this page. */
  public long offset() {
    return (long) page * size;
  }
}
