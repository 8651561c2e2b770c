package io.rmaflow.rma.attachments;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.ContactId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.rma.AttachmentEvent.AttachmentKind;
import io.rmaflow.kit.sealing.PersonKey;
import io.rmaflow.kit.sealing.PersonKeys;
import io.rmaflow.kit.sealing.Place;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which files there are. */
@Component
class AttachmentTables {

  private static final String SELECT =
      """
      select a.*, (select string_agg(c.customer_id, chr(10) order by c.customer_id)
                     from attachment_customer c
                    where c.attachment_id = a.attachment_id) as customers, %s
        from attachment a left join person_key k on k.subject = a.attachment_id
      """
          .formatted(PersonKeys.COLUMNS);

  private final JdbcClient database;
  private final PersonKeys keys;

  AttachmentTables(JdbcClient database, PersonKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** Where the name of a file lies. */
  static Place nameOf(String attachmentId) {
    return new Place("attachment.file_name", attachmentId);
  }

  /** Where the content of a file lies. */
  static Place contentOf(String attachmentId) {
    return new Place("attachment.content", attachmentId);
  }

  /** Keeps a file under its key, whose row the caller keeps. */
  void store(Attachment attachment, PersonKey key) {
    CaseId caseId = attachment.caseId();
    database
        .sql(
            """
            insert into attachment
              (attachment_id, case_id, kind, file_name, media_type, size_bytes, sha256,
               object, uploaded_by, uploaded_at)
            values (:id, :case, :kind, :name, :type, :size, :sha256, :object, :by, :at)
            """)
        .param("id", attachment.attachmentId())
        .param("case", caseId == null ? null : caseId.value())
        .param("kind", attachment.kind().name())
        .param("name", key.sealText(nameOf(attachment.attachmentId()), attachment.fileName()))
        .param("type", attachment.mediaType())
        .param("size", attachment.size())
        .param("sha256", attachment.sha256())
        .param("object", attachment.object())
        .param("by", attachment.uploadedBy())
        .param("at", attachment.uploadedAt().atOffset(ZoneOffset.UTC))
        .update();
    for (CustomerId customer : attachment.customerIds()) {
      database
          .sql(
              "insert into attachment_customer (attachment_id, customer_id) values (:id,"
                  + " :customer)")
          .param("id", attachment.attachmentId())
          .param("customer", customer.value())
          .update();
    }
  }

  /** The IDs of files that were uploaded to a case. */
  List<String> uploadedTo(CaseId caseId) {
    return database
        .sql("select attachment_id from attachment where case_id = ? order by attachment_id")
        .param(caseId.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** The bytes that the files of these customers take up: of that one of them that has most. */
  long used(Collection<CustomerId> customerIds) {
    return database
        .sql("select coalesce(max(bytes), 0) from attachment_usage where customer_id = any(?)")
        .param(customerIds.stream().map(CustomerId::value).toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /**
   * Counts a file for a customer, until the end of the transaction before everybody else.
   *
   * @return whether it fits into what is allowed; else nothing is counted
   */
  boolean charge(CustomerId customerId, long bytes, long allowedBytes) {
    return bytes <= allowedBytes
        && database
                .sql(
                    """
                    insert into attachment_usage (customer_id, bytes) values (:customer, :bytes)
                    on conflict (customer_id)
                      do update set bytes = attachment_usage.bytes + excluded.bytes
                      where attachment_usage.bytes + excluded.bytes <= :allowed
                    """)
                .param("customer", customerId.value())
                .param("bytes", bytes)
                .param("allowed", allowedBytes)
                .update()
            == 1;
  }

  Optional<Attachment> find(String attachmentId) {
    return query(" where a.attachment_id = :id", "id", List.of(attachmentId)).stream().findFirst();
  }

  /** The files that were uploaded to a case, the oldest first. */
  List<Attachment> ofCase(String caseId) {
    return query(
        " where a.case_id = :id order by a.uploaded_at, a.attachment_id", "id", List.of(caseId));
  }

  /** Those of these IDs that have come in. */
  List<Attachment> all(Collection<String> attachmentIds) {
    return attachmentIds.isEmpty()
        ? List.of()
        : query(" where a.attachment_id in (:ids)", "ids", attachmentIds);
  }

  /** Whether any file that is not erased has this content. */
  boolean refersTo(String object) {
    return database
        .sql("select exists (select from attachment where object = :object)")
        .param("object", object)
        .query(Boolean.class)
        .single();
  }

  /** The files that belong to a person, and are still there to be erased. */
  List<Attachment> of(ContactId person) {
    return query(
        " where k.belongs_to = :person and a.object is not null order by a.attachment_id",
        "person",
        List.of(person.value()));
  }

  /** A file whose content lies in clear, for nobody else until the end of the transaction. */
  Optional<Attachment> nextInClear() {
    return database
        .sql(
            """
            select attachment_id from attachment where in_clear
            order by attachment_id limit 1 for update skip locked
            """)
        .query(String.class)
        .optional()
        .flatMap(this::find);
  }

  /** The content of a file lies there in its sealed form now; null where it was erased. */
  void sealed(String attachmentId, @Nullable String object) {
    database
        .sql("update attachment set object = :object, in_clear = false where attachment_id = :id")
        .param("object", object)
        .param("id", attachmentId)
        .update();
  }

  /** Takes name and content of a file away; the key is gone already, or goes with it. */
  void erase(String attachmentId) {
    database
        .sql(
            """
            update attachment set file_name = null, object = null, in_clear = false
             where attachment_id = :attachment
            """)
        .param("attachment", attachmentId)
        .update();
  }

  private List<Attachment> query(String condition, String name, Collection<String> values) {
    return database
        .sql(SELECT + condition)
        .param(name, values.size() == 1 ? values.iterator().next() : values)
        .query(
            (row, number) -> {
              String caseId = row.getString("case_id");
              String id = Objects.requireNonNull(row.getString("attachment_id"));
              PersonKey key = keys.read(row);
              return new Attachment(
                  id,
                  caseId == null ? null : new CaseId(caseId),
                  customers(row.getString("customers")),
                  AttachmentKind.valueOf(row.getString("kind")),
                  key == null ? null : key.openText(nameOf(id), row.getBytes("file_name")),
                  row.getString("media_type"),
                  row.getLong("size_bytes"),
                  row.getString("sha256"),
                  Objects.requireNonNullElse(row.getString("object"), ""),
                  row.getBoolean("in_clear"),
                  row.getString("uploaded_by"),
                  row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
            })
        .list();
  }

  private static List<CustomerId> customers(@Nullable String lines) {
    return lines == null
        ? List.of()
        : Arrays.stream(lines.split("\n", -1)).map(CustomerId::new).toList();
  }
}
