package io.rmaflow.kit.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.kit.notebook.Notebook;
import io.rmaflow.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom no token vouches for is counted by the address. */
class StrangersTest {

  @Test
  void whoIsNotBelievedIsToldToWait_whileAccountsAtTheSameAddressGoOn() {
    try (Notebook notebook =
        Notebook.open(
            TestServers.postgres().createDatabase("strangers"),
            Map.of("rmaflow.web.calls-per-second-without-token", "1"))) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        statuses.add(notebook.get("/api/notes", "Authorization", "Bearer nonsense").status());
      }

      assertThat(statuses.subList(0, 10)).containsOnly(401);
      assertThat(statuses).contains(429);
      assertThat(notebook.get("/api/notes").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2::1, 20010db800010002",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002",
    "2001:db8:1:3::1, 20010db800010003",
    "fe80::1%eth0, fe80000000000000",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void ofIpv6TheNetworkIsCounted_andAnAddressInOneSpelling(String address, String counted) {
    assertThat(Strangers.network(address)).isEqualTo(counted);
  }
}
