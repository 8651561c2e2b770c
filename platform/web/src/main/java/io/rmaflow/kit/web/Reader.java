package io.rmaflow.kit.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one field of a request. */
@FunctionalInterface
interface Reader {

  /**
   * The value; nothing where the field is as good as absent, and where it is wrong, which is noted.
   *
   * @param node neither absent nor {@code null}
   */
  @Nullable Object read(Findings findings, String name, JsonNode node);
}
