package io.rmaflow.rma.attachments;

import io.rmaflow.kit.loop.Loop;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals the contents of files that came in before contents were sealed, one after the other, beside
 * the calls. The clear content is deleted once no file refers to it.
 */
@Component
class SealedContents implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(SealedContents.class);
  private static final Duration STOPPING = Duration.ofSeconds(30);

  /** Another instance may have the last one in hand. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AttachmentTables tables;
  private final BlobStore blobs;
  private final PersonKeys keys;
  private final TransactionTemplate transaction;
  private final Semaphore stopping = new Semaphore(0);
  private final Loop loop = new Loop("attachments-sealing", this::round, this::pause);

  SealedContents(
      AttachmentTables tables,
      BlobStore blobs,
      PersonKeys keys,
      PlatformTransactionManager transactions) {
    this.tables = tables;
    this.blobs = blobs;
    this.keys = keys;
    this.transaction = new TransactionTemplate(transactions);
  }

  private void round() throws InterruptedException {
    Optional<String> clear = transaction.execute(status -> sealNext());
    if (clear == null || clear.isEmpty()) {
      pause();
    } else {
      delete(clear.get());
    }
  }

  /** The object that one file has no longer; empty where none is left in clear. */
  private Optional<String> sealNext() {
    return tables
        .nextInClear()
        .map(
            file -> {
              String id = file.attachmentId();
              PersonKey key = keys.existing(new Subject(id)).orElse(null);
              try (InputStream content = blobs.open(file.object());
                  InputStream sealed =
                      key == null
                          ? InputStream.nullInputStream()
                          : key.sealing(AttachmentTables.contentOf(id), content)) {
                tables.sealed(id, key == null ? null : blobs.put(sealed).sha256());
                return file.object();
              } catch (IOException e) {
                throw new UncheckedIOException("attachment " + id + " could not be sealed", e);
              }
            });
  }

  private void delete(String object) {
    try {
      if (!tables.refersTo(object)) {
        blobs.delete(object);
      }
    } catch (IOException failed) {
      LOG.warn("a content in clear could not be deleted; the sweep tries again", failed);
    }
  }

  private void pause() throws InterruptedException {
    boolean unused = stopping.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void start() {
    stopping.drainPermits();
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(stopping::release, STOPPING);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }
}
