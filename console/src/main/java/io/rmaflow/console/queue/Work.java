package io.rmaflow.console.queue;

import io.rmaflow.client.Connection;
import io.rmaflow.client.contract.api.CalendarApi;
import io.rmaflow.client.rma.api.CasesApi;
import io.rmaflow.client.rma.model.PageOfOpenWork;
import java.util.List;

/**
 * A page of the queue.
 *
 * @param rows in the service's order: what is due first stands first
 * @param total of all pages
 * @param mark changes whenever what is shown does
 */
record Work(List<Row> rows, long total, String mark) {

  static Work of(View view, Connection services) {
    Workdays days =
        Workdays.of(new CalendarApi(services.contract()).calendar(null, null, null, null));
    PageOfOpenWork page = asked(view, days, services);
    return new Work(
        page.getItems().stream().map(work -> Row.of(work, days)).toList(),
        page.getTotal(),
        mark(page));
  }

  static PageOfOpenWork asked(View view, Workdays days, Connection services) {
    return new CasesApi(services.rma())
        .deadlines(view.dueBefore(days), view.who(), null, null, view.page(), View.SIZE);
  }

  /** Of what a service answered. */
  static String mark(PageOfOpenWork page) {
    return Integer.toHexString(page.toString().hashCode());
  }

  /** Number of the first row, from 1. */
  public long first(View view) {
    return (long) view.page() * View.SIZE + 1;
  }

  /** Number of the last row. */
  public long last(View view) {
    return (long) view.page() * View.SIZE + rows.size();
  }
}
