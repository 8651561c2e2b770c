package io.rmaflow.stack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses TCP ports on the loopback interface. */
public final class Ports {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 29_999;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /**
   * The wanted port where it is free, otherwise some free one.
   *
   * @param wanted 1 to 65535, or 0 for any
   */
  public static int freeOr(int wanted) {
    return wanted != 0 && isFree(wanted) ? wanted : anyFree();
  }

  /**
   * A port that nothing listens on at this instant. It lies below those from which systems give
   * outgoing connections theirs: one of these could take it before its use.
   */
  public static int anyFree() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port from " + LOWEST + " to " + HIGHEST);
  }

  /** Whether a server could listen on the port now, on loopback and on every interface. */
  public static boolean isFree(int port) {
    return bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && bindable(new InetSocketAddress(port));
  }

  private static boolean bindable(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port in TIME_WAIT is free for a server that comes back to it.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
