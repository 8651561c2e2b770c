package io.rmaflow.stack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses TCP ports on the loopback interface. */
public final class Ports {

  private Ports() {}

  /**
   * The wanted port where it is free, otherwise some free one.
   *
   * @param wanted 1 to 65535, or 0 for any
   */
  public static int freeOr(int wanted) {
    return wanted != 0 && isFree(wanted) ? wanted : anyFree();
  }

  /** A port that nothing listens on at this instant; another process may take it before its use. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback interface", e);
    }
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
