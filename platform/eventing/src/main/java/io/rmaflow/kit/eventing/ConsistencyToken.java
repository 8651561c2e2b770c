package io.rmaflow.kit.eventing;

import io.rmaflow.events.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The text form of positions in streams: opaque to callers, safe in a header, unreadable once it is
 * damaged (see {@link CheckedText}) or where it was given before there was a check.
 */
public final class ConsistencyToken {

  private static final String PURPOSE = "consistency";

  private ConsistencyToken() {}

  /** One token for all of the positions; for none of them a token that asks for nothing. */
  public static String encode(Collection<StreamPosition> positions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(positions.size());
      for (StreamPosition position : positions) {
        out.writeUTF(position.context().id());
        out.writeUTF(position.streamId());
        out.writeLong(position.sequence());
      }
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return CheckedText.of(PURPOSE, bytes.toByteArray());
  }

  /**
   * The positions of one token, or of several separated by commas.
   *
   * @throws UnreadableToken where any part is not a token of {@link #encode}
   */
  public static List<StreamPosition> decode(String header) {
    List<StreamPosition> positions = new ArrayList<>();
    for (String token : header.split(",", -1)) {
      positions.addAll(decodeOne(token.strip()));
    }
    return List.copyOf(positions);
  }

  private static List<StreamPosition> decodeOne(String token) {
    List<StreamPosition> positions = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(CheckedText.read(PURPOSE, token)))) {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        positions.add(new StreamPosition(Context.of(in.readUTF()), in.readUTF(), in.readLong()));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableToken("not a token", e);
    }
    return positions;
  }
}
