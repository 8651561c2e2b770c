package io.rmaflow.notification.wording;

import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.TextId;
import java.util.Optional;

/** What the words need beyond the mail's own facts, as it stands when the mail is sent. */
public interface Surroundings {

  /** SHP-1, in the exact Japanese notation of the policy. */
  @Clause("SHP-1")
  String POLICY_RETURN_ADDRESS =
      "〒105-0013 東京都港区浜松町1-2-12 F1ビル4F 株式会社インフィニコ テクニカルサポート宛 TEL 03-5402-6731";

  /**
   * Where faulty units go: SHP-1 unless the setting {@code shipping.returnAddress} says otherwise.
   */
  @Clause("SHP-1")
  String returnAddress();

  /** The product's name in the catalogue; its code where the name is not known yet. */
  String productName(ProductCode code);

  /**
   * A free text in its writer's words; blank where it was erased, empty where it is not at hand,
   * such as in the log, which keeps none.
   */
  default Optional<String> text(TextId id) {
    return Optional.empty();
  }
}
