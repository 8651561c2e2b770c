package io.rmaflow.rma.intake;

/** The clauses that refusals at intake and refused demands name. */
final class Clauses {

  static final String GEN_1 = "GEN-1";
  static final String GEN_2 = "GEN-2";
  static final String GEN_3 = "GEN-3";
  static final String REG_1 = "REG-1";
  static final String CID_3 = "CID-3";
  static final String ELG_8 = "ELG-8";
  static final String ELG_11 = "ELG-11";
  static final String ELG_14 = "ELG-14";
  static final String WAR_1 = "WAR-1";
  static final String WAR_8 = "WAR-8";
  static final String CON_12 = "CON-12";
  static final String CON_20 = "CON-20";
  static final String EOS_1 = "EOS-1";
  static final String EOS_2 = "EOS-2";
  static final String RMA_2 = "RMA-2";
  static final String RMA_3 = "RMA-3";
  static final String RMA_4 = "RMA-4";
  static final String CSB_3 = "CSB-3";
  static final String CSB_5 = "CSB-5";
  static final String CSB_6 = "CSB-6";
  static final String CSB_7 = "CSB-7";
  static final String CSB_8 = "CSB-8";
  static final String CSB_9 = "CSB-9";
  static final String CSB_13 = "CSB-13";
  static final String CSB_16 = "CSB-16";
  static final String CSB_21 = "CSB-21";
  static final String CSB_22 = "CSB-22";
  static final String CSB_25 = "CSB-25";
  static final String CSB_26 = "CSB-26";
  static final String CSB_27 = "CSB-27";
  static final String MFR_32 = "MFR-32";
  static final String SWP_11 = "SWP-11";
  static final String VER_1 = "VER-1";
  static final String VER_9 = "VER-9";
  static final String VER_10 = "VER-10";
  static final String NOT_14 = "NOT-14";
  static final String EXC_TEC_20 = "EXC-TEC-20";
  static final String EXC_VA_20 = "EXC-VA-20";
  static final String EXC_CSB_2 = "EXC-CSB-2";
  static final String EXC_CSB_3 = "EXC-CSB-3";
  static final String EXC_CSB_4 = "EXC-CSB-4";
  static final String EXC_CSB_5 = "EXC-CSB-5";
  static final String EXC_CSB_6 = "EXC-CSB-6";
  static final String EXC_CSB_7 = "EXC-CSB-7";
  static final String EXC_CSB_8 = "EXC-CSB-8";
  static final String EXC_CSB_9 = "EXC-CSB-9";
  static final String EXC_CSB_10 = "EXC-CSB-10";
  static final String EXC_CSB_11 = "EXC-CSB-11";
  static final String EXC_CSB_12 = "EXC-CSB-12";
  static final String EXC_CSB_13 = "EXC-CSB-13";
  static final String EXC_CSB_14 = "EXC-CSB-14";
  static final String EXC_CSB_15 = "EXC-CSB-15";
  static final String EXC_CSB_16 = "EXC-CSB-16";
  static final String EXC_CSB_17 = "EXC-CSB-17";
  static final String EXC_CSB_18 = "EXC-CSB-18";

  private Clauses() {}
}
