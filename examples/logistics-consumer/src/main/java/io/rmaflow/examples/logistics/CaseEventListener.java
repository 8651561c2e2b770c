package io.rmaflow.examples.logistics;

import io.rmaflow.events.StreamSequences;
import io.rmaflow.events.wire.CloudEvents;
import io.rmaflow.examples.logistics.StreamTable.Early;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the topic. The parcels and the place in the stream are one transaction, so a crash at any
 * point repeats records, and repeated ones are passed over.
 */
@Component
class CaseEventListener {

  private final Parcels parcels;
  private final StreamTable streams;
  private final StreamSequences sequences;
  private final TransactionTemplate transaction;

  CaseEventListener(Parcels parcels, StreamTable streams, PlatformTransactionManager transactions) {
    this.parcels = parcels;
    this.streams = streams;
    this.sequences = new StreamSequences(streams);
    this.transaction = new TransactionTemplate(transactions);
  }

  @KafkaListener(topics = "rma.events")
  void on(ConsumerRecord<String, byte[]> message) {
    Map<String, String> headers = new LinkedHashMap<>();
    message
        .headers()
        .forEach(
            header -> {
              if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
              }
            });
    Early event = new Early(headers, message.value());
    CloudEvents.Attributes attributes = CloudEvents.attributes(headers);
    String stream = attributes.streamId();
    long sequence = attributes.streamSequence();
    transaction.executeWithoutResult(
        status -> {
          switch (sequences.verdict(stream, sequence)) {
            case APPLY -> applyWithThoseThatWaited(stream, event);
            case GAP -> streams.keep(stream, sequence, event);
            case DUPLICATE -> {
              // it was applied before
            }
          }
        });
  }

  private void applyWithThoseThatWaited(String stream, Early first) {
    Optional<Early> next = Optional.of(first);
    while (next.isPresent()) {
      long place = sequences.next(stream);
      // a type that this version of the library does not know is passed over
      CloudEvents.read(next.get().headers(), next.get().payload())
          .ifPresent(event -> parcels.apply(event.data()));
      sequences.applied(stream, place);
      next = streams.take(stream, place + 1);
    }
  }
}
