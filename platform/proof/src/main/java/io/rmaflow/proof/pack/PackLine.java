package io.rmaflow.proof.pack;

import io.rmaflow.proof.merkle.Hash;
import io.rmaflow.proof.merkle.Merkle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The frame of a line: {@code {"line":7,"kind":"event","body":{…},"sha256":"…"}}. The hash is over
 * that of the line before (32 zero bytes before the first) and all bytes up to its own member.
 */
final class PackLine {

  static final String FORMAT = "rmaflow-pack/v1";
  static final String HEADER = "header";
  static final String CHECKPOINT = "checkpoint";
  static final String EVENT = "event";
  static final String DOCUMENT = "document";
  static final String FOOTER = "footer";

  static final Hash BEFORE_THE_FIRST = Hash.of(new byte[Hash.LENGTH]);
  static final byte[] MEMBER = ",\"sha256\":\"".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  static final int BASE64 = 44;

  private PackLine() {}

  /** The begin of a line, up to its body. */
  static String begin(long line, String kind) {
    return "{\"line\":" + line + ",\"kind\":\"" + kind + "\",\"body\":";
  }

  static Hash digest(Hash before, byte[] line, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Hash.LENGTH + length);
    bytes.writeBytes(before.bytes());
    bytes.write(line, 0, length);
    return Merkle.sha256(bytes.toByteArray());
  }

  /**
   * What a seal signs. Its second line is no number, and so it can never be taken for a checkpoint.
   */
  static String sealed(long lines, Hash digest) {
    return "rmaflow pack\n" + digest.base64() + "\nlines " + lines + "\n";
  }
}
