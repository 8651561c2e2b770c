package io.rmaflow.rma.casefile;

import io.rmaflow.events.Clause;
import io.rmaflow.events.rma.Deadline;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to do next.
 *
 * @param who who has to act
 * @param what what is to be done, such as {@code FAULTY_UNIT_RETURN} or {@code JUDGEMENT}
 * @param due last day in time, JST, inclusive; null where nothing says by when
 */
public record Duty(Who who, String what, @Nullable LocalDate due) {

  /** Who has to act. */
  public enum Who {
    /** The customer. */
    CUSTOMER,
    /** The vendor. */
    VENDOR,
    /** The carrier, of whom no day is promised (SHP-12). */
    CARRIER
  }

  /** The vendor's, with nothing that says by when. */
  public static Duty vendor(String what) {
    return new Duty(Who.VENDOR, what, null);
  }

  /** The customer's, with nothing that says by when. */
  public static Duty customer(String what) {
    return new Duty(Who.CUSTOMER, what, null);
  }

  /** The carrier's, of whom no day is promised (SHP-12). */
  @Clause("SHP-12")
  public static Duty carrier(String what) {
    return new Duty(Who.CARRIER, what, null);
  }

  /** The same by the due day of this name, where there is one. */
  public Duty by(CaseFile file, Deadline.Name name) {
    return new Duty(who, what, file.dueTimes().dueDay(name).orElse(null));
  }
}
