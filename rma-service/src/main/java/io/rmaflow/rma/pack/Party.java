package io.rmaflow.rma.pack;

import org.jspecify.annotations.Nullable;

/**
 * Somebody, or some place, that the case names.
 *
 * @param role in words
 * @param id by which it is referenced
 * @param name of a person; null where there is none, it is erased, or not for the reader
 * @param erased whether what stood behind the ID was erased
 */
record Party(String role, String id, @Nullable String name, boolean erased) {}
