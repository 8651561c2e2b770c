package io.rmaflow.kit.eventing;

/** What commands and events carry beside their payload; the values are texts. */
final class MetaDataKeys {

  /** ISO 8601 instant. */
  static final String OCCURRED_AT = "occurredAt";

  static final String ACTOR = "actor";
  static final String CORRELATION_ID = "correlationId";
  static final String CAUSATION_ID = "causationId";

  private MetaDataKeys() {}
}
