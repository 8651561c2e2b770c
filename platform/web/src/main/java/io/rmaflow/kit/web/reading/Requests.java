package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.BackdatingLimit;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.Findings;
import io.rmaflow.kit.web.InvalidRequest;
import io.rmaflow.kit.web.StrictJson;
import java.time.Instant;

/** JSON as it would be read from a request, that has not come as one. */
public final class Requests {

  private Requests() {}

  /**
   * The record that a JSON text holds, as a body is read.
   *
   * @param now the present instant of the business clock
   * @throws InvalidRequest naming all that is wrong
   */
  public static <T extends Record> T read(
      String json, Class<T> type, Caller caller, Instant now, BackdatingLimit limit) {
    Findings findings = Findings.ofBody(caller, now, limit);
    Object record = RecordReader.of(type).read(findings, StrictJson.object(json));
    findings.check();
    return type.cast(record);
  }
}
