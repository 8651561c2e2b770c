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
