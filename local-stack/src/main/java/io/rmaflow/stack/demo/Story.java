package io.rmaflow.stack.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The stories that can be played, in the order of their dates: none begins before the one above it
 * has ended, so that one sandbox can play them all.
 */
public enum Story {
  CROSS_SEND_BACK(
      "2026-04-10T10:00:00+09:00",
      "クロスセンドバック保守サービス:交換機の先出し、返却期限の超過、サービスの停止と再開",
      "Cross-send-back: an exchange in advance, a return overdue, service suspended and resumed"),
  ONSITE_WEEKDAY(
      "2026-06-09T10:00:00+09:00",
      "オンサイト保守サービス(平日9時~17時):午前の受付、当日の駆けつけと交換",
      "On-site on weekdays: reported in the morning, exchanged the same day"),
  TECHNICAL_INQUIRY(
      "2026-06-10T13:50:00+09:00",
      "技術お問い合わせ:ハードウェアのご質問、仮想アプライアンスの障害",
      "Technical inquiries: a question about hardware, an incident of a virtual appliance"),
  WARRANTY(
      "2026-06-12T15:30:00+09:00",
      "製品保証:保証期間の最終日のご依頼、修理してご返却",
      "Product warranty: asked for on its last day, repaired and sent back"),
  TRIAGE(
      "2026-07-06T10:00:00+09:00",
      "メーカ保守サービス 故障切り分けのご相談:相談から修理のご依頼まで",
      "Triage: hard to tell whether it is the hardware, from the question to the repair request"),
  DOA(
      "2026-08-07T10:00:00+09:00",
      "初期不良交換:夏季休業をはさむ新品の先出し",
      "Initial failure: a new unit in advance, across the summer closure"),
  MANUFACTURER(
      "2026-09-01T10:00:00+09:00",
      "メーカ保守サービス:シルバーウィーク前の代替機、修理、代替機のご返却",
      "Manufacturer maintenance: a loaner across Silver Week, the repair, the loaner home again"),
  ONSITE_24X365(
      "2026-12-21T10:00:00+09:00",
      "オンサイト保守サービス(24時間365日):大晦日の夜の駆けつけ、部品交換",
      "On-site around the clock: an engineer on New Year's night, a part exchanged");

  private static final String ALL = "all";
  private static final String ONSITE = "ONSITE";

  private final String startsAt;
  private final String titleJa;
  private final String titleEn;

  Story(String startsAt, String titleJa, String titleEn) {
    this.startsAt = startsAt;
    this.titleJa = titleJa;
    this.titleEn = titleEn;
  }

  /**
   * The stories of a name, in the order in which one sandbox plays them.
   *
   * @param name a story's own, {@code ONSITE} for both on-site plans, or {@code all}
   * @throws IllegalArgumentException with the names that there are, where no story is called so
   */
  public static List<Story> named(String name) {
    List<Story> stories =
        Arrays.stream(values())
            .filter(
                story ->
                    name.equals(ALL)
                        || name.equals(story.name())
                        || (name.equals(ONSITE) && story.name().startsWith(ONSITE)))
            .toList();
    if (stories.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no story \"" + name + "\"; there are " + String.join(", ", names()));
    }
    return stories;
  }

  /** What {@link #named} knows. */
  static List<String> names() {
    return Stream.concat(Arrays.stream(values()).map(Story::name), Stream.of(ONSITE, ALL)).toList();
  }

  /** Where the clock of a sandbox for this story alone starts. */
  public Instant startsAt() {
    return OffsetDateTime.parse(startsAt).toInstant();
  }

  private Script scriptOn(Stage stage) {
    return switch (this) {
      case CROSS_SEND_BACK -> new CrossSendBackStory(stage);
      case ONSITE_WEEKDAY -> new OnSiteStory.Weekday(stage);
      case TECHNICAL_INQUIRY -> new InquiryStory(stage);
      case WARRANTY -> new WarrantyStory(stage);
      case TRIAGE -> new TriageStory(stage);
      case DOA -> new InitialFailureStory(stage);
      case MANUFACTURER -> new ManufacturerStory(stage);
      case ONSITE_24X365 -> new OnSiteStory.AroundTheClock(stage);
    };
  }

  String titleJa() {
    return titleJa;
  }

  String titleEn() {
    return titleEn;
  }

  /**
   * Plays the story to its end, in a sandbox whose clock stands at its start or before.
   *
   * @param token a bearer token of the role {@code support} or {@code admin}
   * @param beforeEachStep told the title of each step before it begins; a test pulls plugs there
   * @throws IllegalStateException where a service answers anything else than the story says
   */
  public Ending play(
      Endpoints endpoints, String token, PrintStream out, Consumer<String> beforeEachStep) {
    try (Stage stage = new Stage(endpoints, token, out, beforeEachStep)) {
      return stage.play(this, scriptOn(stage));
    }
  }
}
