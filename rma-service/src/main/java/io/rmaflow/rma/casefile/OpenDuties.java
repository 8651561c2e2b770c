package io.rmaflow.rma.casefile;

import java.util.ArrayList;
import java.util.List;

/** Who has to act next in a case, and by when. */
final class OpenDuties {

  private OpenDuties() {}

  static List<Duty> of(CaseState state) {
    return state.accepted().map(OpenDuties::of).orElse(List.of());
  }

  private static List<Duty> of(CaseFile file) {
    List<Duty> duties = new ArrayList<>();
    if (file.findings().unexpected().stream().anyMatch(UnexpectedUnit::isOpen)) {
      duties.add(Duty.vendor("RESOLVE_RECEIVED_UNIT"));
    }
    if (!file.isOpen()) {
      duties.addAll(file.procedure().dutiesAfterTheEnd(file));
      return duties;
    }
    if (file.informationIsOutstanding()) {
      duties.add(Duty.customer("INFORMATION"));
    }
    if (file.judgement() instanceof Judgement.Awaited && !file.procedure().isInquiry()) {
      duties.add(Duty.vendor("JUDGEMENT"));
    }
    duties.addAll(file.procedure().duties(file));
    return duties;
  }
}
