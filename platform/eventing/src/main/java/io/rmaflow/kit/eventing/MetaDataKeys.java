package io.rmaflow.kit.eventing;

/** What commands and events carry beside their payload; the values are texts. */
public final class MetaDataKeys {

  /** When it happened, an ISO 8601 instant. */
  public static final String OCCURRED_AT = "occurredAt";

  /** The subject of the caller's token, or the service's name. */
  public static final String ACTOR = "actor";

  /** The same for everything that one request or one due time caused. */
  public static final String CORRELATION_ID = "correlationId";

  /** The ID of the message or deadline that caused it. */
  public static final String CAUSATION_ID = "causationId";

  private MetaDataKeys() {}
}
