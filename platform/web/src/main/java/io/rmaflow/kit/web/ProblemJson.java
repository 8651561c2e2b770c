package io.rmaflow.kit.web;

import io.rmaflow.events.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes problems as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {

  static final String CONTENT_TYPE = "application/problem+json";

  private static final Map<Integer, Message> TITLES =
      Map.ofEntries(
          Map.entry(400, new Message("リクエストの誤り", "Bad request")),
          Map.entry(401, new Message("認証が必要です", "Authentication required")),
          Map.entry(403, new Message("権限がありません", "Forbidden")),
          Map.entry(404, new Message("見つかりません", "Not found")),
          Map.entry(405, new Message("このメソッドは使えません", "Method not allowed")),
          Map.entry(406, new Message("応答形式に対応していません", "Not acceptable")),
          Map.entry(409, new Message("現在の状態では受け付けられません", "Conflict with the present state")),
          Map.entry(410, new Message("削除済みです", "Gone")),
          Map.entry(412, new Message("前提条件が満たされていません", "Precondition failed")),
          Map.entry(413, new Message("リクエスト本文が大きすぎます", "Body too large")),
          Map.entry(415, new Message("本文の形式に対応していません", "Unsupported media type")),
          Map.entry(422, new Message("お受けできません", "Refused")),
          Map.entry(429, new Message("リクエストが多すぎます", "Too many requests")),
          Map.entry(500, new Message("内部エラー", "Internal error")),
          Map.entry(503, new Message("一時的に利用できません", "Temporarily unavailable")));

  private final ApiJson json;

  ProblemJson(ApiJson json) {
    this.json = json;
  }

  /** Answers a call outside of Spring MVC. */
  public void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Responses.write(answer(problem, request.getRequestURI()), response);
  }

  /** The answer for a problem of a call to a path. */
  StoredAnswer answer(Problem problem, String path) {
    return answer(
        problem.status(),
        problem.code(),
        problem.text(),
        path,
        problem.members(),
        problem.headers());
  }

  /** The answer for a status that no {@link Problem} stands for. */
  StoredAnswer answer(
      int status,
      String code,
      Message text,
      @Nullable String path,
      Map<String, Object> members,
      Map<String, String> headers) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:rmaflow:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    problem.put("title", title(status).en());
    problem.put("titleJa", title(status).ja());
    problem.put("status", status);
    problem.put("detail", text.en());
    if (path != null) {
      problem.put("instance", path);
    }
    problem.put("code", code);
    problem.put("message", text);
    problem.putAll(members);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", CONTENT_TYPE);
    all.put("Cache-Control", "no-store");
    all.putAll(headers);
    return new StoredAnswer(status, all, json.bytes(problem));
  }

  /** The usual text of a status. */
  static Message title(int status) {
    return TITLES.getOrDefault(status, new Message("エラー", "Error"));
  }
}
