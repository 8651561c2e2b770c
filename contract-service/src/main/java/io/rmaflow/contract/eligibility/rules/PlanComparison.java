package io.rmaflow.contract.eligibility.rules;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.events.Plan;
import java.util.List;

/**
 * The three service tables of the policy (GEN-9), with their merged cells read as A-38 says: what
 * the free warranty and each paid plan (GEN-4; GEN-5 for the virtual appliance) consist of.
 */
@Clause({"GEN-9", "A-38", "GEN-4", "GEN-5"})
public final class PlanComparison {

  private static final Message WEEKDAYS = new Message("平日 9:00-17:00", "09:00-17:00 on weekdays");
  private static final Message ALWAYS = new Message("24時間365日", "24 hours, 365 days");
  private static final Message NONE = new Message("無し", "none");
  private static final Message DOWNLOAD =
      new Message("サポート専用サイトよりダウンロード", "by download from the support site");
  private static final Message SITE = new Message("有り(ドキュメント、FAQ)", "documents and FAQ");
  private static final Message HARDWARE_TERMS =
      new Message(
          "有償。1年単位(5年が上限)、または5・6・7年一括(初回のみ)。NetNebulas-IAは最長5年",
          "paid; by the year up to five, or a lump of 5, 6 or 7 years at first only; for"
              + " NetNebulas-IA five years at most");

  /** The warranty (WAR-2 to WAR-11) and the paid plans, in the order of the tables. */
  @Clause({
    "WAR-2", "WAR-3", "WAR-4", "WAR-5", "WAR-6", "WAR-7", "WAR-8", "WAR-9", "WAR-10", "WAR-11",
    "ELG-1", "CSB-28", "TEC-5", "TEC-6", "TEC-8", "ELG-3", "MFR-31", "CON-7", "ELG-4", "ONS-1",
    "ONS-26", "GEN-5", "VA-2", "VA-4", "VA-5", "VA-6"
  })
  public static final List<PlanColumn> COLUMNS =
      List.of(
          new PlanColumn(
              "WARRANTY",
              WEEKDAYS,
              new Message("無し(修理後返却)", "none; the unit is repaired and returned"),
              NONE,
              NONE,
              new Message("弊社が重大な不具合と見なした場合のみ", "only where the vendor deems a defect serious"),
              NONE,
              new Message("初年度のみ、無償", "first year only, free of charge"),
              List.of("WAR-2", "WAR-9", "WAR-10", "WAR-11")),
          new PlanColumn(
              Plan.CROSS_SEND_BACK.name(),
              WEEKDAYS,
              new Message(
                  "先出し。12時までの受付は当日、以降は翌営業日に発送",
                  "sent in advance: the same day if received by noon, else the next business day"),
              NONE,
              WEEKDAYS,
              DOWNLOAD,
              SITE,
              HARDWARE_TERMS,
              List.of("ELG-1", "CSB-28", "TEC-5", "TEC-6", "TEC-8")),
          new PlanColumn(
              Plan.MANUFACTURER.name(),
              WEEKDAYS,
              NONE,
              new Message(
                  "貸出機。12時までの受付は当日、以降は翌営業日に発送",
                  "a loaner: the same day if received by noon, else the next business day"),
              WEEKDAYS,
              DOWNLOAD,
              SITE,
              new Message("有償。1年単位、または5年一括(初回のみ)", "paid; by the year, or a lump of five at first"),
              List.of("ELG-3", "MFR-31", "CON-7", "TEC-5", "TEC-6", "TEC-8")),
          new PlanColumn(
              Plan.ONSITE_WEEKDAY.name(),
              WEEKDAYS,
              new Message("現地交換", "exchanged on site"),
              NONE,
              WEEKDAYS,
              DOWNLOAD,
              SITE,
              HARDWARE_TERMS,
              List.of("ELG-4", "ONS-1", "ONS-26", "TEC-5", "TEC-6", "TEC-8")),
          new PlanColumn(
              Plan.ONSITE_24X365.name(),
              ALWAYS,
              new Message("現地交換", "exchanged on site"),
              NONE,
              WEEKDAYS,
              DOWNLOAD,
              SITE,
              HARDWARE_TERMS,
              List.of("ELG-4", "ONS-1", "ONS-26", "TEC-5", "TEC-6", "TEC-8")),
          new PlanColumn(
              Plan.TECHNICAL_SUPPORT_VA.name(),
              WEEKDAYS,
              NONE,
              NONE,
              WEEKDAYS,
              DOWNLOAD,
              SITE,
              new Message(
                  "有償。1年単位、または4(更新時のみ)・5・6・7年一括",
                  "paid; by the year, or 4 (renewal only), 5, 6, 7"),
              List.of("GEN-5", "VA-2", "VA-4", "VA-5", "VA-6")));

  private PlanComparison() {}

  /**
   * What a plan consists of: one column of the tables.
   *
   * @param plan the plan, or {@code WARRANTY}
   * @param hours when somebody can be reached
   * @param replacement whether and when a replacement is sent
   * @param substitute whether a unit is lent meanwhile
   * @param technicalSupport whether questions are answered
   * @param software how corrections of the software are provided
   * @param supportSite whether the site for customers is open
   * @param contractUnit whether it is paid, and for how many years
   * @param clauses behind the column
   */
  public record PlanColumn(
      String plan,
      Message hours,
      Message replacement,
      Message substitute,
      Message technicalSupport,
      Message software,
      Message supportSite,
      Message contractUnit,
      List<String> clauses) {
    public PlanColumn {
      clauses = List.copyOf(clauses);
    }
  }
}
