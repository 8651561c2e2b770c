package io.rmaflow.kit.web.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a body that does not come: it has a time to begin with, and a second more for each piece of
 * it that has come, so that a large one may take long and one that drips may not. A body that
 * stands still is ended by the container ({@code server.tomcat.connection-timeout}).
 */
final class BodyTime extends OncePerRequestFilter {

  /** Set where a body was ended: nobody waits for its rest. */
  static final String ENDED = BodyTime.class.getName() + ".ended";

  private final Duration time;
  private final long bytesASecond;
  private final LongSupplier nanoTime;

  /**
   * @param time for a body, however small; real time
   * @param bytesASecond how fast a larger one has to come
   */
  BodyTime(Duration time, long bytesASecond, LongSupplier nanoTime) {
    this.time = time;
    this.bytesASecond = bytesASecond;
    this.nanoTime = nanoTime;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new TimedRequest(request), response);
  }

  private final class TimedRequest extends HttpServletRequestWrapper {

    private @Nullable TimedBody body;

    TimedRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      TimedBody known = body;
      if (known == null) {
        known = new TimedBody(super.getInputStream(), this);
        body = known;
      }
      return known;
    }
  }

  private final class TimedBody extends ServletInputStream {

    private final ServletInputStream sent;
    private final HttpServletRequest request;
    private final long begun = nanoTime.getAsLong();
    private long count;

    TimedBody(ServletInputStream sent, HttpServletRequest request) {
      this.sent = sent;
      this.request = request;
    }

    private int counted(int read, int bytes) {
      if (read >= 0) {
        count += bytes;
        long taken = nanoTime.getAsLong() - begun;
        if (taken > time.toNanos() + Duration.ofSeconds(count / bytesASecond).toNanos()) {
          request.setAttribute(ENDED, true);
          throw new TooSlow(time, bytesASecond);
        }
      }
      return read;
    }

    @Override
    public int read() throws IOException {
      int read = sent.read();
      return counted(read, 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = sent.read(bytes, offset, length);
      return counted(read, read);
    }

    @Override
    public boolean isFinished() {
      return sent.isFinished();
    }

    @Override
    public boolean isReady() {
      return sent.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      sent.setReadListener(listener);
    }
  }
}
