package io.rmaflow.rma.explanation;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.Message;
import io.rmaflow.events.notification.NoticeEvent.Failure;
import io.rmaflow.events.notification.NoticeEvent.Suppression;
import io.rmaflow.kit.eventing.StoredEvent;
import io.rmaflow.rma.explanation.Explanation.NoticeExplained;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of each mail about a case, and which event it told of. */
final class NoticesExplained {

  private NoticesExplained() {}

  static List<NoticeExplained> of(List<Notice> notices, List<StoredEvent> events, Words words) {
    return notices.stream()
        .map(
            notice -> {
              Optional<EventEnvelope<?>> cause =
                  events.stream()
                      .<EventEnvelope<?>>map(StoredEvent::envelope)
                      .filter(event -> event.id().equals(notice.causingEventId()))
                      .findFirst();
              return new NoticeExplained(
                  notice.deliveryId(),
                  notice.causedBy(),
                  notice.causingEventId(),
                  cause.map(EventEnvelope::streamSequence).orElse(null),
                  notice.recipientContactId(),
                  notice.outcome(),
                  notice.at(),
                  text(notice, cause, words));
            })
        .toList();
  }

  private static String text(Notice notice, Optional<EventEnvelope<?>> cause, Words words) {
    String when =
        cause
            .map(
                event ->
                    words.of(
                        words.at(event.recordedAt()) + " の記録 ",
                        "recorded at " + words.at(event.recordedAt()) + ", "))
            .orElse("");
    return words.at(notice.at())
        + words.of(
            "　" + when + notice.causedBy() + " のお知らせ（宛先 " + notice.recipientContactId() + "）は、",
            " — The notice of "
                + notice.causedBy()
                + ", "
                + when
                + "to "
                + notice.recipientContactId()
                + ", ")
        + words.of(became(notice));
  }

  private static Message became(Notice notice) {
    return switch (notice.outcome()) {
      case "SENT" -> new Message("送信されました。", "was sent.");
      case "FAILED" ->
          new Message(
              "送信できませんでした（" + failure(notice.because()).ja() + "）。",
              "could not be sent: " + failure(notice.because()).en() + ".");
      default ->
          new Message(
              "送信しないこととなりました（" + suppression(notice.because()).ja() + "）。",
              "was held back: " + suppression(notice.because()).en() + ".");
    };
  }

  private static Message failure(@Nullable String because) {
    return switch (because == null ? Failure.GIVEN_UP : Failure.valueOf(because)) {
      case REFUSED -> new Message("メールサーバが受け取りを拒否", "the mail server refused it");
      case GIVEN_UP -> new Message("規定の回数を試行", "it was tried as often as the setting allows");
      case CONTACT_UNKNOWN -> new Message("宛先が不明", "nobody knows the contact");
    };
  }

  private static Message suppression(@Nullable String because) {
    return switch (because == null ? Suppression.OVERTAKEN : Suppression.valueOf(because)) {
      case NO_ADDRESS -> new Message("メールアドレスの登録なし", "the contact has no mail address");
      case CONTACT_ERASED -> new Message("宛先は消去済み", "the contact was erased");
      case TEXT_ERASED -> new Message("本文は消去済み", "its text was erased");
      case NOT_WANTED ->
          new Message("お知らせの受信を希望されていないため", "the contact does not want such notices");
      case OVERTAKEN -> new Message("内容が既に当てはまらないため", "what it tells was no longer so");
    };
  }
}
