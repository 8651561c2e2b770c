package io.rmaflow.rma.casefile;

import static io.rmaflow.rma.casefile.StepTaker.LONGEST_REASON;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Checked;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.fields.Default;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What lies on the vendor's bench, as requests tell it. */
@Component
public class Bench {

  private final PersonalStore personal;
  private final KnownUnits units;

  Bench(PersonalStore personal, KnownUnits units) {
    this.personal = personal;
    this.units = units;
  }

  /**
   * What was read on a unit: its serial number, or why that cannot be read, as what closes a duty
   * names what it was.
   */
  public interface ReadOnTheUnit extends Checked {

    /** As read on the unit. */
    @Nullable SerialNumber serialNumber();

    /** Whether it cannot be read. */
    boolean serialUnreadable();

    /** Why it cannot be read. */
    @Nullable String reason();

    /** How the unit looks. */
    @Nullable Condition condition();

    @Override
    default void check(Findings findings) {
      if (!serialUnreadable() && serialNumber() == null && !findings.isWrong("serialNumber")) {
        findings.reject(
            "serialNumber",
            "REQUIRED",
            "必須です。読み取れない場合は serialUnreadable に true、reason にその理由を指定してください。",
            "It is required; where it cannot be read, say serialUnreadable: true and the reason.");
      }
      if (serialUnreadable() && serialNumber() != null) {
        findings.reject(
            "serialUnreadable",
            "CONTRADICTION",
            "serialNumber と同時には指定できません。",
            "It cannot be said together with a serialNumber.");
      }
      if (serialUnreadable() && reason() == null && !findings.isWrong("reason")) {
        findings.reject(
            "reason",
            "REQUIRED",
            "シリアル番号を読み取れない理由が必要です。",
            "A reason is required for what cannot be read.");
      }
    }
  }

  /**
   * A unit that a case waits for lies on the bench.
   *
   * @param occurredAt when it happened, where that is not now: at most the setting
   *     backdating.maxDays back
   * @param serialNumber as read on the unit; required unless serialUnreadable says that it cannot
   *     be read
   * @param serialUnreadable true where it cannot be read; then a reason is required
   * @param reason why it cannot be read
   * @param condition how the unit looks
   */
  public record UnitReceipt(
      Happened occurredAt,
      @Nullable SerialNumber serialNumber,
      @Default("false") boolean serialUnreadable,
      @Line(max = LONGEST_REASON) @Nullable String reason,
      @Nullable Condition condition)
      implements StepTaker.Told, ReadOnTheUnit {}

  /** The unit, of which nothing that was told is wrong. */
  public ReceivedUnit unit(ReadOnTheUnit read) {
    SerialNumber serial = read.serialNumber();
    return serial == null
        ? new ReceivedUnit(
            null,
            personal.addText(Objects.requireNonNull(read.reason())),
            read.condition(),
            KnownAs.NOTHING)
        : seen(serial, read.condition());
  }

  /** A unit of which only the serial number is told; absent: none. */
  public @Nullable ReceivedUnit unit(@Nullable SerialNumber read) {
    return read == null ? null : seen(read, null);
  }

  private ReceivedUnit seen(SerialNumber serial, @Nullable Condition condition) {
    return new ReceivedUnit(serial, null, condition, units.knownAs(serial));
  }
}
