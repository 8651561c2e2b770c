package io.rmaflow.events;

/** A bounded context: one service, one topic. */
public enum Context {
  CONTRACT("contract", "contract-service"),
  RMA("rma", "rma-service"),
  NOTIFICATION("notification", "notification-service");

  private final String id;
  private final String service;

  Context(String id, String service) {
    this.id = id;
    this.service = service;
  }

  /** The name inside event types, such as {@code rma}. */
  public String id() {
    return id;
  }

  /** The service that owns the context, such as {@code rma-service}. */
  public String service() {
    return service;
  }

  /** The topic that all events of the context are published on. */
  public String topic() {
    return id + ".events";
  }

  /** The CloudEvents {@code source}. */
  public String source() {
    return "/rmaflow/" + service;
  }

  /**
   * The context with this ID.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Context of(String id) {
    for (Context context : values()) {
      if (context.id.equals(id)) {
        return context;
      }
    }
    throw new IllegalArgumentException("no context is called " + id);
  }
}
