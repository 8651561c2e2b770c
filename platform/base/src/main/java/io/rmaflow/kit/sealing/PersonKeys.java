package io.rmaflow.kit.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.jdbc.ReadOnce;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys of persons, in the service's own database. Joins the transaction it is called in.
 *
 * <p>Every key is read from its row each time, and only unwrapping it is spared for a minute: what
 * another instance has erased is erased here with the next statement. Who was erased gets no second
 * key.
 */
public final class PersonKeys {

  /** The columns that {@link #read} wants of {@code person_key k}. */
  public static final String COLUMNS =
      "k.subject as key_subject, k.master as key_master, k.wrapped as key_wrapped";

  /** Adds the row of a {@linkplain #fresh fresh} key; its values are {@link Fresh#values}. */
  public static final String ADD =
      "insert into person_key (subject, belongs_to, master, wrapped) values (?, ?, ?, ?)";

  private static final int UNWRAPPED = 10_000;
  private static final Duration UNWRAPPED_FOR = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final BusinessClock clock;
  private final MasterKey master;
  private volatile @Nullable ErasureList list;
  private final Cache<Wrapped, SecretKey> unwrapped =
      Caffeine.newBuilder().maximumSize(UNWRAPPED).expireAfterWrite(UNWRAPPED_FOR).build();

  /** Whose keys a transaction has used. */
  private final ReadOnce<Subject, PersonKey> used = new ReadOnce<>();

  /** Made once for each service. */
  public PersonKeys(JdbcOperations database, BusinessClock clock, MasterKey master) {
    this.jdbc = JdbcClient.create(database);
    this.clock = clock;
    this.master = master;
  }

  /** A key as it is stored; another one of the same person is another. */
  private record Wrapped(Subject subject, String master, ByteBuffer bytes) {}

  /**
   * A key that is not stored yet, of somebody who is known to have none.
   *
   * @param key to seal with
   * @param values of {@link #ADD}
   */
  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  public record Fresh(PersonKey key, @Nullable Object[] values) {}

  /** A new key, whose row the caller adds in the same transaction with {@link #ADD}. */
  public Fresh fresh(Subject subject) {
    return fresh(subject, null);
  }

  private Fresh fresh(Subject subject, @Nullable Subject owner) {
    byte[] bytes = Aes.random(Aes.KEY_BYTES);
    byte[] wrapped = master.wrap(subject, bytes);
    String name = master.present();
    PersonKey key = new PersonKey(subject, Aes.key(bytes));
    unwrapped.put(new Wrapped(subject, name, ByteBuffer.wrap(wrapped)), Aes.key(bytes));
    note(key);
    return new Fresh(
        key,
        new @Nullable Object[] {subject.id(), owner == null ? null : owner.id(), name, wrapped});
  }

  /**
   * Adds the row of a fresh key, in the present transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException where there is a key of that subject
   */
  public void add(Fresh fresh) {
    jdbc.sql(ADD).params(Arrays.asList(fresh.values())).update();
    note(fresh.key());
  }

  /** The key of somebody; empty where there is none, or it has been erased. */
  public Optional<PersonKey> existing(Subject subject) {
    return jdbc.sql("select " + COLUMNS + " from person_key k where k.subject = ?")
        .param(subject.id())
        .query((row, number) -> Optional.ofNullable(read(row)))
        .optional()
        .flatMap(key -> key);
  }

  /** The keys of many; without those who have none, or whose has been erased. */
  public Map<Subject, PersonKey> existing(Collection<Subject> subjects) {
    Map<Subject, PersonKey> found = new HashMap<>();
    if (!subjects.isEmpty()) {
      jdbc.sql("select " + COLUMNS + " from person_key k where k.subject = any(?)")
          .param(subjects.stream().map(Subject::id).distinct().toArray(String[]::new))
          .query(
              row -> {
                PersonKey key = read(row);
                if (key != null) {
                  found.put(key.subject(), key);
                }
              });
    }
    return found;
  }

  /**
   * The key of somebody, made where there is none yet; two who make it at once get the same one.
   *
   * @return empty where it has been erased
   */
  public Optional<PersonKey> of(Subject subject) {
    Optional<PersonKey> known = existing(subject);
    return known.isPresent() ? known : made(subject, null);
  }

  /**
   * The key of a thing that belongs to somebody, such as a file, made where there is none yet. It
   * is erased together with its owner's, and alone.
   *
   * @return empty where it, or its owner's, has been erased
   * @throws IllegalArgumentException where the owner has no key
   */
  public Optional<PersonKey> belonging(Subject thing, Subject owner) {
    Optional<PersonKey> known = existing(thing);
    return known.isPresent() ? known : made(thing, owner);
  }

  private Optional<PersonKey> made(Subject subject, @Nullable Subject owner) {
    if (owner != null && !isAlive(owner)) {
      return Optional.empty();
    }
    Fresh fresh = fresh(subject, owner);
    int added =
        jdbc.sql(ADD + " on conflict (subject) do nothing")
            .params(Arrays.asList(fresh.values()))
            .update();
    return added == 1 ? Optional.of(fresh.key()) : existing(subject);
  }

  /**
   * Until the transaction ends, an erasure of the owner waits, and then finds what belongs to him.
   */
  private boolean isAlive(Subject owner) {
    return jdbc.sql("select wrapped is not null from person_key where subject = ? for share")
        .param(owner.id())
        .query(Boolean.class)
        .optional()
        .orElseThrow(() -> new IllegalArgumentException(owner.id() + " has no key"));
  }

  /**
   * Says whose a thing is that belonged to nobody; nothing where it belongs to somebody already, or
   * is erased. Where the owner has been erased, the thing now is, too.
   *
   * @throws IllegalArgumentException where the owner has no key
   */
  public void give(Subject thing, Subject owner) {
    if (isAlive(owner)) {
      jdbc.sql("update person_key set belongs_to = ? where subject = ? and belongs_to is null")
          .params(owner.id(), thing.id())
          .update();
    } else {
      erase(thing);
    }
  }

  /**
   * The key from a row with {@link #COLUMNS}; null where the row has none, because it was erased or
   * there never was one.
   */
  public @Nullable PersonKey read(ResultSet row) throws SQLException {
    String id = row.getString("key_subject");
    String name = row.getString("key_master");
    byte[] wrapped = row.getBytes("key_wrapped");
    if (id == null || name == null || wrapped == null) {
      return null;
    }
    Subject subject = new Subject(id);
    SecretKey bytes =
        unwrapped.get(
            new Wrapped(subject, name, ByteBuffer.wrap(wrapped)),
            unknown -> Aes.key(master.unwrap(subject, name, wrapped)));
    PersonKey key = new PersonKey(subject, bytes);
    note(key);
    return key;
  }

  /**
   * Erases the key of somebody and of all that belongs to him, for good: the ID never gets another
   * one, also where it had none.
   *
   * @return whether there was a key
   */
  public boolean erase(Subject subject) {
    OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
    int own =
        jdbc.sql(
                """
                update person_key set wrapped = null, master = null, erased_at = ?
                 where subject = ? and wrapped is not null
                """)
            .params(now, subject.id())
            .update();
    jdbc.sql(
            """
            insert into person_key (subject, erased_at) values (?, ?)
            on conflict (subject) do nothing
            """)
        .params(subject.id(), now)
        .update();
    // a statement of its own: it sees what belonged to him before the first one got its lock
    jdbc.sql(
            """
            update person_key set wrapped = null, master = null, erased_at = ?
             where belongs_to = ? and wrapped is not null
            """)
        .params(now, subject.id())
        .update();
    unwrapped.asMap().keySet().removeIf(key -> key.subject().equals(subject));
    ErasureList kept = list;
    if (kept != null && subject.isPersonal()) {
      afterCommit(() -> kept.add(Map.of(subject, now.toInstant())));
    }
    return own == 1;
  }

  /** Keeps erasures outside the database, too: who was answered that it is done relies on it. */
  void keepIn(ErasureList outside) {
    list = outside;
  }

  private static void afterCommit(Runnable work) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              work.run();
            }
          });
    } else {
      work.run();
    }
  }

  /** Everybody who was erased, and when; of those who were erased with somebody else him alone. */
  Map<Subject, Instant> erased() {
    Map<Subject, Instant> erased = new LinkedHashMap<>();
    jdbc.sql(
            """
            select k.subject, k.erased_at from person_key k
             where k.erased_at is not null and not starts_with(k.subject, ?)
               and not exists (
                 select from person_key o where o.subject = k.belongs_to and o.wrapped is null)
             order by k.erased_at, k.subject
            """)
        .param(Subject.system("").id())
        .query(
            row -> {
              erased.put(
                  new Subject(row.getString(1)),
                  row.getObject(2, OffsetDateTime.class).toInstant());
            });
    return erased;
  }

  /** Whether the key of somebody has been erased. */
  public boolean isErased(Subject subject) {
    return jdbc.sql("select wrapped is null from person_key where subject = ?")
        .param(subject.id())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /**
   * The keys of persons that the present transaction has used so far, in the order of their IDs:
   * what it answers may tell of all of them. None outside a transaction.
   */
  public List<PersonKey> usedInTransaction() {
    return used.keys().stream()
        .sorted(Comparator.comparing(Subject::id))
        .flatMap(subject -> Stream.ofNullable(used.known(subject)))
        .toList();
  }

  // ---- what belongs to no person

  /**
   * A key that is no person's, made where there is none yet: one of a series whose keys are {@link
   * #forgetSeries forgotten} in turn.
   *
   * @param series lower-case letters
   * @param name of the key, which sorts as the keys are forgotten
   */
  public PersonKey ofSeries(String series, String name) {
    return of(Subject.system(series + "/" + name)).orElseThrow();
  }

  /** One key of a series; empty where it is forgotten, or never was. */
  public Optional<PersonKey> existingOfSeries(String series, String name) {
    return existing(Subject.system(series + "/" + name));
  }

  /** Deletes one key of a series; nothing where there is none. */
  public void forgetOfSeries(String series, String name) {
    jdbc.sql("delete from person_key where subject = ? and belongs_to is null")
        .param(Subject.system(series + "/" + name).id())
        .update();
  }

  /** Deletes the keys of a series whose names sort before this one. */
  public void forgetSeries(String series, String before) {
    jdbc.sql(
            """
            delete from person_key
             where subject collate "C" >= ? and subject collate "C" < ? and belongs_to is null
            """)
        .params(Subject.system(series + "/").id(), Subject.system(series + "/" + before).id())
        .update();
  }

  private void note(PersonKey key) {
    if (key.subject().isPersonal()) {
      used.put(key.subject(), key);
    }
  }

  // ---- the master key

  /**
   * Fails where a stored key was wrapped by a master key that is not known any more.
   *
   * @throws IllegalStateException naming that master key
   */
  void check() {
    List<String> names =
        jdbc.sql(
                """
                with recursive names as (
                  (select master from person_key where wrapped is not null order by master limit 1)
                  union all
                  select (select p.master from person_key p
                           where p.wrapped is not null and p.master > names.master
                           order by p.master limit 1)
                    from names where names.master is not null)
                select master from names where master is not null
                """)
            .query(String.class)
            .list();
    for (String name : names) {
      if (!master.knows(name)) {
        throw new IllegalStateException(
            "keys of persons are wrapped by master key %s, which %s does not name"
                .formatted(name, ConfiguredMasterKey.SETTING));
      }
    }
  }

  /**
   * Wraps keys anew that the present master key has not wrapped; in a transaction of the caller's.
   *
   * @return how many; 0 once none is left that nobody else is wrapping
   */
  int rewrap(int atMost) {
    String present = master.present();
    @SuppressWarnings("ArrayRecordComponent") // goes straight to the master key
    record Row(Subject subject, String master, byte[] wrapped) {}
    List<Row> rows =
        jdbc.sql(
                """
                select subject, master, wrapped from person_key
                 where wrapped is not null and master <> ?
                 order by subject limit ? for no key update skip locked
                """)
            .params(present, atMost)
            .query(
                (row, number) ->
                    new Row(new Subject(row.getString(1)), row.getString(2), row.getBytes(3)))
            .list();
    for (Row row : rows) {
      byte[] key = master.unwrap(row.subject(), row.master(), row.wrapped());
      jdbc.sql("update person_key set master = ?, wrapped = ? where subject = ?")
          .params(present, master.wrap(row.subject(), key), row.subject().id())
          .update();
    }
    return rows.size();
  }
}
