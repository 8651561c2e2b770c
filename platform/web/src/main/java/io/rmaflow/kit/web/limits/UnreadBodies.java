package io.rmaflow.kit.web.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rest of a body that nobody wanted, so that its sender gets to read why, but not for
 * longer than a body may take, nor more of it than any call may send; then it hangs up. The
 * container alone would wait for the rest of a body that drips, whoever sends it, and keep a thread
 * for that.
 */
final class UnreadBodies extends ValveBase {

  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Duration time;
  private final long bytesASecond;

  /** The times are those of {@link BodyTime}. */
  UnreadBodies(Duration time, long bytesASecond) {
    super(true);
    this.time = time;
    this.bytesASecond = bytesASecond;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    org.apache.coyote.Request body = request.getCoyoteRequest();
    if (request.isAsync() || body.isFinished()) {
      return;
    }
    response.finishResponse();
    if (request.getAttribute(BodyTime.ENDED) != null || !readsToItsEnd(body)) {
      response
          .getCoyoteResponse()
          .action(ActionCode.CLOSE_NOW, new IOException("the rest of the body is not waited for"));
    }
  }

  private boolean readsToItsEnd(org.apache.coyote.Request body) {
    Discarded discarded = new Discarded();
    long begun = System.nanoTime();
    long count = 0;
    try {
      while (!body.isFinished()) {
        int read = body.doRead(discarded);
        if (read < 0) {
          return true;
        }
        count += read;
        long allowed = time.toNanos() + Duration.ofSeconds(count / bytesASecond).toNanos();
        if (count > MOST_BYTES || System.nanoTime() - begun > allowed) {
          return false;
        }
      }
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static final class Discarded implements ApplicationBufferHandler {

    private @Nullable ByteBuffer buffer;

    @Override
    public void setByteBuffer(ByteBuffer read) {
      buffer = read;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {
      // the container brings its own buffer
    }
  }
}
