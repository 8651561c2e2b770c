package io.rmaflow.contract.sitecheck.rules;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import io.rmaflow.events.SerialNumber;
import io.rmaflow.events.contract.SiteCheckEvent;
import io.rmaflow.events.contract.SiteCheckEvent.SiteChecked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one unit's site.
 *
 * @param last the one that counts, absent before the first
 */
public record SiteCheckState(@Nullable SiteChecked last) {

  /** Before any check. */
  public static final SiteCheckState NOT_CHECKED = new SiteCheckState(null);

  /** ELG-6: every finding is recorded, the same one once. */
  @Clause("ELG-6")
  public Decision<SiteCheckEvent> decide(CheckSite command) {
    SiteChecked found =
        new SiteChecked(
            command.serialNumber(),
            command.siteFingerprint(),
            command.serviceable(),
            command.arrivalTargetHours());
    return found.equals(last) ? Decision.nothing() : Decision.happens(found);
  }

  /** REG-5: which site is meant is known by the registration. */
  @Clause({"REG-5", "REG-1", "ELG-6"})
  public static Refusal notRegistered(SerialNumber serial) {
    return new Refusal(
        "NOT_REGISTERED",
        List.of("REG-1", "ELG-6"),
        new Message(
            "登録されていないシリアル番号です。先にユーザ登録を行ってください。",
            "The serial number is not registered; please register the unit first."),
        Map.of("serialNumber", serial.value()));
  }

  /** The state after one more event. */
  public SiteCheckState evolve(SiteCheckEvent event) {
    return switch (event) {
      case SiteChecked found -> new SiteCheckState(found);
    };
  }
}
