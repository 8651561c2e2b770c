package io.rmaflow.rma.attachments;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where and how files are kept; properties {@code rmaflow.attachments.*}.
 *
 * @param directory of the file store; made where there is none
 * @param maxSize the largest file
 * @param quotaPerCustomer what the files of one customer ID may take together; what the desk keeps
 *     for nobody counts for nobody
 * @param sweepEvery how often what nobody refers to is deleted, real time
 * @param sweepAfter how long it lies there before, real time; longer than any upload takes
 */
@ConfigurationProperties("rmaflow.attachments")
record AttachmentSettings(
    Path directory,
    @DefaultValue("200MB") DataSize maxSize,
    @DefaultValue("5GB") DataSize quotaPerCustomer,
    @DefaultValue("6h") Duration sweepEvery,
    @DefaultValue("6h") Duration sweepAfter) {

  private static final long MULTIPART_OVERHEAD_BYTES = 1_048_576;

  /** The largest file, in bytes; that many are still taken. */
  long maxBytes() {
    return maxSize.toBytes();
  }

  /** The largest body that can hold such a file. */
  long maxRequestBytes() {
    return maxBytes() + MULTIPART_OVERHEAD_BYTES;
  }

  /** The least that the file of a body of so many bytes can have; 0 where nobody knows how many. */
  long leastFileBytes(long bodyBytes) {
    return Math.max(0, bodyBytes - MULTIPART_OVERHEAD_BYTES);
  }
}
