package io.rmaflow.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrangersTest {

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
