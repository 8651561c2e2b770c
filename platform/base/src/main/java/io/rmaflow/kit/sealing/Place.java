package io.rmaflow.kit.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where a sealed value lies. What was sealed for one place cannot be opened in another, so that
 * nobody can put one row's value into another's.
 *
 * @param field the table and the column, such as {@code personal_contact.name}; never renamed, as
 *     nothing that was sealed before could be opened then
 * @param row the row's primary key
 */
public record Place(String field, String row) {

  private static final String DOMAIN = "rmaflow sealed 1";

  /** Authenticated with what is sealed: each part with its length, so that no two places agree. */
  byte[] bindingOf(Subject subject) {
    ByteArrayOutputStream binding = new ByteArrayOutputStream();
    for (String part : new String[] {DOMAIN, subject.id(), field, row}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      binding.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      binding.writeBytes(bytes);
    }
    return binding.toByteArray();
  }
}
