package io.rmaflow.rma.loaner;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.CustomerId;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.RmaNumber;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.LoanerEvent.LoanerAdded;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.rma.casefile.CaseFile;
import io.rmaflow.rma.casefile.SearchText;
import io.rmaflow.rma.parts.loan.Loan;
import io.rmaflow.rma.parts.loan.LoanerPromise;
import io.rmaflow.rma.parts.loan.LoanerReturnRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the loaners are, and which cases wait for one. */
@Component
class LoanerTables {

  private static final String LOANERS =
      """
      select l.*, c.rma_number, c.customer_id
        from (select loaner.*,
                     case when case_id is not null then place
                          when condition = 'DAMAGED' then 'DAMAGED' else 'FREE' end as state
                from loaner) l
        left join case_index c using (case_id)
      """;

  private static final String CHOSEN =
      """
      where (cast(:product as varchar) is null or l.product_code = :product)
        and (cast(:state as varchar) is null or l.state = :state)
      """;

  private final JdbcClient database;

  LoanerTables(JdbcClient database) {
    this.database = database;
  }

  void added(LoanerAdded event) {
    database
        .sql(
            """
            insert into loaner
              (serial_key, serial_number, product_code, software_version, since, told_by_case_id)
            values (:key, :serial, :product, :version, :since, :toldBy)
            """)
        .param("key", key(event.serialNumber()))
        .param("serial", event.serialNumber().value())
        .param("product", event.productCode().value())
        .param("version", event.softwareVersion())
        .param("since", utc(event.addedAt()))
        .param("toldBy", event.toldByCaseId() == null ? null : event.toldByCaseId().value())
        .update();
    database
        .sql(
            """
            insert into loaner_known (serial_number, product_code) values (:serial, :product)
            on conflict do nothing
            """)
        .param("serial", event.serialNumber().value())
        .param("product", event.productCode().value())
        .update();
  }

  /** Every loaner that the pool ever had. */
  List<SerialNumber> everKnown(@Nullable ProductCode product) {
    return database
        .sql(
            """
            select distinct serial_number from loaner_known
            where cast(:product as varchar) is null or product_code = :product
            """)
        .param("product", product == null ? null : product.value())
        .query((row, n) -> new SerialNumber(row.getString(1)))
        .list();
  }

  /** The pool has no such loaner. */
  void removed(SerialNumber serialNumber) {
    database
        .sql("delete from loaner where serial_key = :key")
        .param("key", key(serialNumber))
        .update();
  }

  // ---- what the pool does, in the transaction of the events that say so

  /** Keeps it for the case; what is kept for another case stays so. */
  void reserve(SerialNumber serialNumber, CaseId caseId, Instant at) {
    database
        .sql(
            """
            update loaner set case_id = :case, last_case_id = :case, place = 'PROMISED',
                              since = :since, expected_back = :back,
                              told_by_case_id =
                                case when told_by_case_id = :case then told_by_case_id end
             where serial_key = :key and case_id is null
            """)
        .param("key", key(serialNumber))
        .param("case", caseId.value())
        .param("since", utc(at))
        .param("back", LoanerReturnRule.expectedBack(at))
        .update();
  }

  /** Keeps it for the case no longer. */
  void release(SerialNumber serialNumber, CaseId caseId, boolean wasOut, Instant at) {
    database
        .sql(
            """
            update loaner set case_id = null, place = null, since = :since, expected_back = null,
                              last_case_id = case when :wasOut then last_case_id end
             where serial_key = :key and case_id = :case
            """)
        .param("key", key(serialNumber))
        .param("case", caseId.value())
        .param("wasOut", wasOut)
        .param("since", utc(at))
        .update();
  }

  // ---- what the cases say

  /** Where the loaner is that the case has sent, and since when. */
  void place(CaseFile file, Loan loan) {
    LoanerPool.place(loan)
        .ifPresent(
            place ->
                place(
                    file.caseId(),
                    place.where(),
                    place.since(),
                    LoanerReturnRule.expectedBack(file, place.since())));
  }

  private void place(CaseId caseId, Loaner.State where, Instant since, LocalDate expectedBack) {
    database
        .sql(
            """
            update loaner set place = :place, since = :since, expected_back = :back
             where case_id = :case
            """)
        .param("case", caseId.value())
        .param("place", where.name())
        .param("since", utc(since))
        .param("back", expectedBack)
        .update();
  }

  /** Also where the case said so before and is now corrected, as long as nobody else had it. */
  void cameBack(CaseId caseId, @Nullable Condition condition, Instant receivedAt) {
    database
        .sql(
            """
            update loaner set condition = :condition,
                              since = case when case_id is null then :since else since end
             where last_case_id = :case
            """)
        .param("case", caseId.value())
        .param("condition", condition == null ? null : condition.name())
        .param("since", utc(receivedAt))
        .update();
  }

  void wanted(CaseId caseId, ProductCode product, Instant since) {
    database
        .sql(
            """
            insert into loaner_wanted (case_id, product_code, since) values (:case, :product, :since)
            on conflict (case_id) do nothing
            """)
        .param("case", caseId.value())
        .param("product", product.value())
        .param("since", utc(since))
        .update();
  }

  void noLongerWanted(CaseId caseId) {
    database
        .sql("delete from loaner_wanted where case_id = :case")
        .param("case", caseId.value())
        .update();
  }

  // ---- who comes first

  /**
   * Holds off everybody else who looks for a loaner of the product or frees one, until this
   * transaction has ended: who finds none free is seen to wait, and a loaner that was taken by a
   * transaction which then fails is not passed over meanwhile.
   */
  void alone(ProductCode product) {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", "loaner/" + product)
        .query((row, n) -> "")
        .single();
  }

  /** A free loaner of the product that nobody else takes at this moment; kept until the commit. */
  Optional<SerialNumber> takeFree(ProductCode product) {
    return database
        .sql(
            """
            select serial_number from loaner
             where product_code = :product and case_id is null
               and condition is distinct from 'DAMAGED'
             order by since, serial_key limit 1 for update skip locked
            """)
        .param("product", product.value())
        .query((row, n) -> new SerialNumber(row.getString(1)))
        .optional();
  }

  /** Who has waited longest for a loaner of the product. */
  Optional<CaseId> firstInLine(ProductCode product) {
    return database
        .sql(
            """
            select case_id from loaner_wanted where product_code = :product
             order by since, case_id limit 1 for update skip locked
            """)
        .param("product", product.value())
        .query((row, n) -> new CaseId(row.getString(1)))
        .optional();
  }

  // ---- reading

  Optional<SerialNumber> promisedTo(CaseId caseId) {
    return serialWhere("case_id = :case", caseId);
  }

  /** The loaner that this case had last, and nobody after it. */
  Optional<SerialNumber> lastWith(CaseId caseId) {
    return serialWhere("last_case_id = :case", caseId);
  }

  /** The loaner of which only this case has told, and that no other case has had. */
  Optional<SerialNumber> toldBy(CaseId caseId) {
    return serialWhere("told_by_case_id = :case", caseId);
  }

  /** Those that the case has, is promised, or was the last to have. */
  List<SerialNumber> hadBy(CaseId caseId) {
    return database
        .sql("select serial_number from loaner where :case in (case_id, last_case_id)")
        .param("case", caseId.value())
        .query((row, n) -> new SerialNumber(row.getString(1)))
        .list();
  }

  private Optional<SerialNumber> serialWhere(String condition, CaseId caseId) {
    return database
        .sql("select serial_number from loaner where " + condition + " order by since desc limit 1")
        .param("case", caseId.value())
        .query((row, n) -> new SerialNumber(row.getString(1)))
        .optional();
  }

  /**
   * What is kept for these cases or, where they wait, when the next of the product is due back.
   *
   * @param today nothing is due back before it
   */
  Map<CaseId, LoanerPromise> promises(Collection<CaseId> caseIds, LocalDate today) {
    Map<CaseId, LoanerPromise> promises = new HashMap<>();
    database
        .sql(
            """
            select told.case_id, kept.serial_number, due.next
              from unnest(:cases) as told (case_id)
              left join loaner kept on kept.case_id = told.case_id
              left join loaner_wanted wanted on wanted.case_id = told.case_id
              left join lateral (
                select greatest(min(expected_back), :today) as next from loaner
                 where product_code = wanted.product_code and expected_back is not null
                having count(*) > 0) due on true
             where kept.serial_number is not null or wanted.case_id is not null
            """)
        .param("cases", caseIds.stream().map(CaseId::value).distinct().toArray(String[]::new))
        .param("today", today)
        .query(
            row -> {
              String kept = row.getString("serial_number");
              promises.put(
                  new CaseId(row.getString("case_id")),
                  kept != null
                      ? new LoanerPromise(new SerialNumber(kept), null)
                      : new LoanerPromise(null, row.getObject("next", LocalDate.class)));
            });
    return promises;
  }

  Optional<Loaner> find(SerialNumber serialNumber) {
    return database
        .sql(LOANERS + " where l.serial_key = :key")
        .param("key", key(serialNumber))
        .query(LoanerTables::loaner)
        .optional();
  }

  long count(@Nullable ProductCode product, Loaner.@Nullable State state) {
    return database
        .sql("select count(*) from (" + LOANERS + CHOSEN + ") chosen")
        .param("product", product == null ? null : product.value())
        .param("state", state == null ? null : state.name())
        .query(Long.class)
        .single();
  }

  /** By product, then the free ones, then by when they are expected back. */
  List<Loaner> list(@Nullable ProductCode product, Loaner.@Nullable State state, PageRequest page) {
    return database
        .sql(
            LOANERS
                + CHOSEN
                + """
                order by l.product_code, l.expected_back nulls first, l.serial_key
                limit :limit offset :offset
                """)
        .param("product", product == null ? null : product.value())
        .param("state", state == null ? null : state.name())
        .param("limit", page.size())
        .param("offset", page.offset())
        .query(LoanerTables::loaner)
        .list();
  }

  private static Loaner loaner(ResultSet row, int number) throws SQLException {
    String condition = row.getString("condition");
    String caseId = row.getString("case_id");
    String rma = row.getString("rma_number");
    String customer = row.getString("customer_id");
    return new Loaner(
        new SerialNumber(row.getString("serial_number")),
        new ProductCode(row.getString("product_code")),
        row.getString("software_version"),
        Loaner.State.valueOf(row.getString("state")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        condition == null ? null : Condition.valueOf(condition),
        caseId == null ? null : new CaseId(caseId),
        rma == null ? null : new RmaNumber(rma),
        customer == null ? null : new CustomerId(customer),
        row.getObject("expected_back", LocalDate.class));
  }

  private static String key(SerialNumber serialNumber) {
    return SearchText.of(serialNumber.value());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
