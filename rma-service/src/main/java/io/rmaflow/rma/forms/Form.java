package io.rmaflow.rma.forms;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import java.util.Arrays;
import java.util.Optional;

/** A form, by the name in its address. */
enum Form {
  /**
   * What every repair request needs (RMA-3, RMA-7). It also tells who keeps the backup (GEN-8,
   * MFR-16), that stickers are not put back (MFR-13), that consumables are charged, and which
   * regulations hold (DOA-2, WAR-21).
   */
  @Clause({"RMA-3", "RMA-7", "GEN-8", "MFR-16", "MFR-13", "DOA-2", "WAR-21"})
  REQUEST_SHEET("request-sheet", "修理依頼票", "Repair request sheet"),
  /** How the customer tells a hardware fault from others (CSB-7, ONS-11). */
  @Clause({"CSB-7", "ONS-11"})
  CHECK_SHEET("check-sheet", "切り分けチェックシート", "Isolation check sheet");

  private final String path;
  private final String titleJa;
  private final String titleEn;

  Form(String path, String titleJa, String titleEn) {
    this.path = path;
    this.titleJa = titleJa;
    this.titleEn = titleEn;
  }

  static Optional<Form> at(String path) {
    return Arrays.stream(values()).filter(form -> form.path.equals(path)).findFirst();
  }

  /** Its name in the address. */
  String path() {
    return path;
  }

  Message title() {
    return new Message(titleJa, titleEn);
  }

  /** Where it lies among the resources. */
  String resource() {
    return "forms/" + path + ".ja.html";
  }

  /** What it is saved as. */
  String fileName() {
    return titleJa + ".html";
  }
}
