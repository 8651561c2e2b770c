package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.Findings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a value of one type.
 *
 * @param shape what it reads, for whoever describes it
 * @param reading how it reads it
 */
record Reader(RequestShape shape, Reading reading) {

  /** How a value is read. */
  @FunctionalInterface
  interface Reading {

    /**
     * The value; null where it is blank or wrong, which is noted then.
     *
     * @param name of the field
     * @param node what stands there, not null
     */
    @Nullable Object read(Findings findings, String name, JsonNode node);
  }

  @Nullable Object read(Findings findings, String name, JsonNode node) {
    return reading.read(findings, name, node);
  }
}
