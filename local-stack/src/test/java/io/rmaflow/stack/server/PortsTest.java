package io.rmaflow.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void givesTheWantedPortWhereNobodyHasIt() {
    int free = Ports.anyFree();

    assertThat(Ports.freeOr(free)).isEqualTo(free);
  }

  @Test
  void givesNoneThatAnOutgoingConnectionMayTakeBeforeItsUse() {
    for (int i = 0; i < 100; i++) {
      assertThat(Ports.anyFree()).isBetween(20_000, 29_999);
    }
  }

  @Test
  void givesAnotherWhereTheWantedOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.freeOr(taken.getLocalPort()))
          .isNotEqualTo(taken.getLocalPort())
          .isPositive();
    }
  }
}
