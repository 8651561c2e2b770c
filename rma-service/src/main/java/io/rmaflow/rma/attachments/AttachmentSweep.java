package io.rmaflow.rma.attachments;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes contents that no file refers to: those of uploads whose write failed, and what was left
 * by a process that ended in the middle. Works on real time, as files do.
 */
@Component
class AttachmentSweep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweep.class);

  private final BlobStore blobs;
  private final AttachmentTables tables;
  private final AttachmentSettings settings;
  private @Nullable ScheduledExecutorService executor;

  AttachmentSweep(BlobStore blobs, AttachmentTables tables, AttachmentSettings settings) {
    this.blobs = blobs;
    this.tables = tables;
    this.settings = settings;
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("attachment-sweep").factory());
    var unused =
        started.scheduleWithFixedDelay(
            this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    executor = started;
  }

  @Override
  public synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }

  private void sweep() {
    try {
      int deleted = blobs.sweep(Instant.now().minus(settings.sweepAfter()), tables::refersTo);
      if (deleted > 0) {
        LOG.info("deleted {} contents that nothing refers to", deleted);
      }
    } catch (IOException | RuntimeException | Error failed) {
      // what lies there too long costs room only; the next sweep tries again
      LOG.warn("contents that nothing refers to could not be deleted", failed);
    }
  }
}
