package io.rmaflow.kit.web;

/** The version of a stream as a strong entity tag. */
public final class VersionTag {

  private VersionTag() {}

  /** Such as {@code "7"}, with its quotation marks. */
  public static String of(long version) {
    return '"' + Long.toString(version) + '"';
  }
}
