package io.rmaflow.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are called, and which never. */
class NetworksTest {

  private static final Networks PUBLIC_ONLY = new Networks(List.of());
  private static final Networks EVERYTHING = new Networks(List.of("0.0.0.0/0", "::/0"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a01:203",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2001:db8::1"
      })
  void addressesOfNoOtherNetworkButThisOneAreNotCalled(String address) throws Exception {
    assertThat(PUBLIC_ONLY.mayCall(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"})
  void publicAddressesAreCalled(String address) throws Exception {
    assertThat(PUBLIC_ONLY.mayCall(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254", // most clouds
        "169.254.170.2", // containers of AWS
        "169.254.0.1",
        "169.254.255.255",
        "100.100.100.200", // Alibaba
        "192.0.0.192", // Oracle
        "168.63.129.16", // Azure's platform
        "fd00:ec2::254", // AWS
        "fd20:ce::254", // Google
        "fe80::1",
        "fe80::a9fe:a9fe",
        "febf:ffff::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.251",
        "239.255.255.250",
        "ff02::fb",
        "255.255.255.255",
        "::ffff:169.254.169.254", // mapped
        "::169.254.169.254", // compatible
        "::ffff:0:169.254.169.254", // translated
        "64:ff9b::169.254.169.254", // NAT64
        "64:ff9b:1::169.254.169.254", // NAT64 of a local prefix
        "64:ff9b::100.100.100.200",
        "2002:a9fe:a9fe::1", // 6to4
        "2001:0:4136:e378:8000:63bf:5601:5601" // Teredo, by inversion
      })
  void linkLocalAndMetadataAddressesAreNeverCalled_whateverIsAllowed(String address)
      throws Exception {
    InetAddress asked = InetAddress.getByName(address);

    assertThat(EVERYTHING.mayCall(asked)).isFalse();
    assertThat(new Networks(List.of(asked.getHostAddress() + "/32")).mayCall(asked)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "fd12::1", "64:ff9b::a01:203"})
  void whatIsAllowedIsCalled_whereItIsNotOfThese(String address) throws Exception {
    assertThat(EVERYTHING.mayCall(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void theConfigurationNamesPrivateNetworksThatMayBeCalled() throws Exception {
    Networks networks = new Networks(List.of("10.1.0.0/16", "fd00::/8"));

    assertThat(networks.mayCall(InetAddress.getByName("10.1.2.3"))).isTrue();
    assertThat(networks.mayCall(InetAddress.getByName("10.2.0.1"))).isFalse();
    assertThat(networks.mayCall(InetAddress.getByName("fd12::1"))).isTrue();
    assertThat(networks.mayCall(InetAddress.getByName("fd00:ec2::254"))).isFalse();
    assertThatThrownBy(() -> new Networks(List.of("intranet.example/8")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
