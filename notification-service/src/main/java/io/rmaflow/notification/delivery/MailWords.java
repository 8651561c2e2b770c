package io.rmaflow.notification.delivery;

import io.rmaflow.events.ContactId;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Place;
import io.rmaflow.kit.sealing.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The words of kept mails, each under the key of its recipient: who is erased leaves no word that
 * anybody could read, in whatever copy of the table.
 */
@Component
class MailWords {

  private static final String SUBJECT = "delivery.subject";
  private static final String BODY = "delivery.body";

  private final PersonKeys keys;

  MailWords(PersonKeys keys) {
    this.keys = keys;
  }

  /**
   * Words as they are stored.
   *
   * @param subject null where there is none
   * @param body null where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // goes straight to the driver
  record Sealed(byte @Nullable [] subject, byte @Nullable [] body) {}

  /** Words in clear. */
  record Words(@Nullable String subject, @Nullable String body) {

    static final Words NONE = new Words(null, null);
  }

  /** Seals a mail's words; nothing where the recipient has been erased. */
  Optional<Sealed> sealed(
      UUID deliveryId, ContactId recipient, @Nullable String subject, @Nullable String body) {
    return keys.of(subjectOf(recipient))
        .map(
            key ->
                new Sealed(
                    key.sealText(new Place(SUBJECT, deliveryId.toString()), subject),
                    key.sealText(new Place(BODY, deliveryId.toString()), body)));
  }

  /** The words of a row that has {@link PersonKeys#COLUMNS} too; none where they are erased. */
  Words of(ResultSet row) throws SQLException {
    String id = row.getString("delivery_id");
    byte[] subject = row.getBytes("sealed_subject");
    byte[] body = row.getBytes("sealed_body");
    if (subject == null && body == null) {
      return new Words(row.getString("subject"), row.getString("body"));
    }
    PersonKey key = keys.read(row);
    return key == null
        ? Words.NONE
        : new Words(
            key.openText(new Place(SUBJECT, id), subject), key.openText(new Place(BODY, id), body));
  }

  /** Takes the key of a person away, for good. */
  void erase(ContactId person) {
    keys.erase(subjectOf(person));
  }

  private static Subject subjectOf(ContactId recipient) {
    return new Subject(recipient.value());
  }
}
