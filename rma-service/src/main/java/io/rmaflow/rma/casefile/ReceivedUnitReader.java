package io.rmaflow.rma.casefile;

import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.rma.CaseEvent.Condition;
import io.rmaflow.events.rma.CaseEvent.KnownAs;
import io.rmaflow.kit.personal.PersonalStore;
import io.rmaflow.kit.web.Fields;
import io.rmaflow.rma.casefile.Step.ReceivedUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what lies on the vendor's bench from the fields of a request. */
@Component
public class ReceivedUnitReader {

  private static final int MAX_REASON = 2_000;

  private final PersonalStore personal;
  private final KnownUnits units;

  ReceivedUnitReader(PersonalStore personal, KnownUnits units) {
    this.personal = personal;
    this.units = units;
  }

  /**
   * {@code serialNumber}, or {@code serialUnreadable: true} with a {@code reason}: what closes a
   * duty names what it was. And {@code condition}, which may be left out. What is wrong is
   * collected in the fields.
   */
  public ReceivedUnit read(Fields fields) {
    SerialNumber serial = fields.id("serialNumber", SerialNumber::new);
    boolean unreadable = fields.bool("serialUnreadable", false);
    String reason = fields.line("reason", MAX_REASON);
    Condition condition = fields.enumValue("condition", Condition.class);
    if (!unreadable) {
      if (serial == null) {
        fields.reject(
            "serialNumber",
            "REQUIRED",
            "必須です。読み取れない場合は serialUnreadable に true、reason にその理由を指定してください。",
            "It is required; where it cannot be read, say serialUnreadable: true and the reason.");
      }
      return serial == null
          ? new ReceivedUnit(null, null, condition, KnownAs.NOTHING)
          : seen(serial, condition);
    }
    if (serial != null) {
      fields.reject(
          "serialUnreadable",
          "CONTRADICTION",
          "serialNumber と同時には指定できません。",
          "It cannot be said together with a serialNumber.");
    }
    if (reason == null) {
      fields.reject(
          "reason",
          "REQUIRED",
          "シリアル番号を読み取れない理由が必要です。",
          "A reason is required for what cannot be read.");
      return new ReceivedUnit(null, null, condition, KnownAs.NOTHING);
    }
    return new ReceivedUnit(null, personal.addText(reason), condition, KnownAs.NOTHING);
  }

  /** A unit of which only the serial number is told, in a field of this name; absent: none. */
  public @Nullable ReceivedUnit readIfTold(Fields fields, String name) {
    SerialNumber serial = fields.id(name, SerialNumber::new);
    return serial == null ? null : seen(serial, null);
  }

  private ReceivedUnit seen(SerialNumber serial, @Nullable Condition condition) {
    return new ReceivedUnit(serial, null, condition, units.knownAs(serial));
  }
}
