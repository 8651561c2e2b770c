package io.rmaflow.rma.attachments;

import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Problem;

/** Why an upload is not taken, beside what is wrong with one of its fields. */
final class AttachmentProblem extends Problem {

  private AttachmentProblem(int status, String code, Message text) {
    super(status, code, text);
  }

  static AttachmentProblem tooLarge(long maxBytes) {
    return new AttachmentProblem(
        413,
        "ATTACHMENT_TOO_LARGE",
        new Message(
            "ファイルは " + maxBytes + " バイト以内にしてください。",
            "A file must not have more than " + maxBytes + " bytes."));
  }

  /**
   * The customer's files take up all that they may.
   *
   * @param usedBytes by now, without this one
   * @param allowedBytes together
   */
  static AttachmentProblem quotaExceeded(long usedBytes, long allowedBytes) {
    AttachmentProblem problem =
        new AttachmentProblem(
            413,
            "QUOTA_EXCEEDED",
            new Message(
                "添付ファイルの合計容量の上限を超えます（使用中 " + usedBytes + " バイト、上限 " + allowedBytes + " バイト）。",
                "The files of this customer take up %d of %d bytes; this one does not fit."
                    .formatted(usedBytes, allowedBytes)));
    problem.member("used", usedBytes);
    problem.member("allowed", allowedBytes);
    return problem;
  }

  static AttachmentProblem notMultipart() {
    AttachmentProblem problem =
        new AttachmentProblem(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            new Message(
                "multipart/form-data で kind と file を送ってください。",
                "Send kind and file as multipart/form-data."));
    problem.header("Accept", "multipart/form-data");
    return problem;
  }

  static AttachmentProblem brokenOff() {
    return new AttachmentProblem(
        400,
        "BODY_INCOMPLETE",
        new Message("アップロードが途中で切れています。", "The upload broke off or is no multipart body."));
  }
}
