package io.rmaflow.console.queue;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.CalendarApi;
import io.rmaflow.console.frame.Role;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a page of the queue has changed. All who look at the same one with the same
 * role cause one question in a while together; what goes from one to another is a mark alone.
 */
@Component
class Watch {

  /** How often a page is asked for, however many look at it. */
  static final Duration PAUSE = Duration.ofMillis(400);

  private static final int MOST_PAGES = 200;

  private final ConcurrentMap<Page, Seen> seen = new ConcurrentHashMap<>();

  private record Page(Role role, View view) {}

  private record Seen(String mark, long at) {

    private boolean isFresh(long now) {
      return now - at < PAUSE.toNanos();
    }
  }

  /** The mark of the page as it is now, or was a moment ago. */
  String mark(Role role, View view, Connection services) {
    long now = System.nanoTime();
    Page page = new Page(role, view);
    Seen known = seen.get(page);
    if (known != null && known.isFresh(now)) {
      return known.mark();
    }
    String mark = Work.mark(Work.asked(view, days(view, services), services));
    if (seen.size() >= MOST_PAGES) {
      seen.values().removeIf(one -> !one.isFresh(now));
    }
    seen.put(page, new Seen(mark, now));
    return mark;
  }

  private static Workdays days(View view, Connection services) {
    return view.due() == null
        ? Workdays.NONE
        : Workdays.of(new CalendarApi(services.contract()).calendar(null, null, null, null));
  }
}
