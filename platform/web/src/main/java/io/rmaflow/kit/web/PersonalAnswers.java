package io.rmaflow.kit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Place;
import io.rmaflow.kit.sealing.Subject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals an answer under a key of its day, which is deleted when its time has passed, and within
 * that under the key of each person whose key the transaction has used: whom it has neither read
 * nor written, it cannot tell of. Where one of these keys is gone, so is the answer.
 *
 * <p>Stored as a byte that names the format, the number of keys, each key's name behind its length,
 * and what is sealed.
 */
final class PersonalAnswers implements AnswerSeal {

  private static final byte FORMAT = 3;
  private static final String SERIES = "answers";

  /** Another instance may have deleted a key, where its clock was far ahead of this one's. */
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  /** Answers are kept for seven days; the eighth is for those of the evening before. */
  private static final Duration NEEDED = IdempotencyStore.KEPT.plusDays(1);

  private final PersonKeys keys;
  private final BusinessClock clock;
  private volatile @Nullable Today today;

  PersonalAnswers(PersonKeys keys, BusinessClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  private record Today(LocalDate date, PersonKey key, long readAt) {

    boolean isStill(LocalDate date) {
      return this.date.equals(date) && System.nanoTime() - readAt < BELIEVED.toNanos();
    }

    Today toBeReadAgain() {
      return new Today(date, key, System.nanoTime() - BELIEVED.toNanos());
    }
  }

  /** The key of a new day must not go with a transaction that is rolled back. */
  @Override
  public void prepare() {
    LocalDate date = LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    Today known = today;
    if (known == null || !known.isStill(date)) {
      today = new Today(date, keys.ofSeries(SERIES, date.toString()), System.nanoTime());
    }
  }

  @Override
  public byte[] sealed(String scope, byte[] body) {
    if (body.length == 0) {
      return body;
    }
    Today now = today;
    if (now == null) {
      throw new IllegalStateException("not prepared");
    }
    List<PersonKey> under = new ArrayList<>();
    under.add(now.key());
    under.addAll(keys.usedInTransaction());
    Place place = placeOf(scope);
    byte[] sealed = body;
    int named = 0;
    List<byte[]> names = new ArrayList<>();
    for (PersonKey key : under) {
      sealed = key.seal(place, sealed);
      byte[] name = key.subject().id().getBytes(UTF_8);
      names.add(name);
      named += Short.BYTES + name.length;
    }
    ByteBuffer stored = ByteBuffer.allocate(1 + Short.BYTES + named + sealed.length);
    stored.put(FORMAT).putShort((short) under.size());
    names.forEach(name -> stored.putShort((short) name.length).put(name));
    return stored.put(sealed).array();
  }

  @Override
  public byte @Nullable [] opened(String scope, byte[] stored) {
    if (!isPresent(stored) || stored.length == 0) {
      return stored;
    }
    ByteBuffer in = ByteBuffer.wrap(stored, 1, stored.length - 1);
    List<Subject> under = new ArrayList<>();
    for (int left = in.getShort(); left > 0; left--) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      under.add(new Subject(new String(name, UTF_8)));
    }
    byte[] body = new byte[in.remaining()];
    in.get(body);
    Map<Subject, PersonKey> known = keys.existing(under);
    for (Subject subject : under.reversed()) {
      PersonKey key = known.get(subject);
      if (key == null) {
        return null;
      }
      body = key.open(placeOf(scope), body);
    }
    return body;
  }

  @Override
  public boolean isPresent(byte[] beginning) {
    return beginning.length == 0 || beginning[0] == FORMAT;
  }

  @Override
  public void forget() {
    LocalDate first = LocalDate.ofInstant(clock.now().minus(NEEDED), ZoneOffset.UTC);
    keys.forgetSeries(SERIES, first.toString());
    Today known = today;
    if (known != null && known.date().isBefore(first)) {
      today = known.toBeReadAgain();
    }
  }

  private static Place placeOf(String scope) {
    return new Place("idempotency.body", scope);
  }
}
