package io.rmaflow.rma.procedures;

import io.rmaflow.events.rma.CaseEvent.Procedure;
import io.rmaflow.rma.casefile.CaseProcedure;
import io.rmaflow.rma.casefile.Procedures;
import io.rmaflow.rma.procedures.crosssendback.CrossSendBackProcedure;
import io.rmaflow.rma.procedures.doa.DoaProcedure;
import io.rmaflow.rma.procedures.inquiry.InquiryProcedure;
import io.rmaflow.rma.procedures.manufacturer.ManufacturerProcedure;
import io.rmaflow.rma.procedures.onsite.OnSiteProcedure;
import io.rmaflow.rma.procedures.triage.TriageProcedure;
import io.rmaflow.rma.procedures.warranty.WarrantyProcedure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The procedures by which a case is handled; the one place that names them all. */
@Component
public final class AllProcedures implements Procedures {

  private static final List<CaseProcedure> ALL =
      List.of(
          new CrossSendBackProcedure(),
          new ManufacturerProcedure(),
          new WarrantyProcedure(),
          new DoaProcedure(),
          new OnSiteProcedure(),
          new InquiryProcedure(),
          new TriageProcedure());

  private final Map<Procedure, CaseProcedure> byName = new EnumMap<>(Procedure.class);

  /**
   * All of them.
   *
   * @throws IllegalStateException where a name has none
   */
  public AllProcedures() {
    ALL.forEach(procedure -> byName.put(procedure.name(), procedure));
    for (Procedure name : Procedure.values()) {
      if (!byName.containsKey(name)) {
        throw new IllegalStateException("nothing handles " + name);
      }
    }
  }

  @Override
  public CaseProcedure of(Procedure name) {
    return Objects.requireNonNull(byName.get(name));
  }
}
