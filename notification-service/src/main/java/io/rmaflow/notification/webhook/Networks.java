package io.rmaflow.notification.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses may be called: public ones, and those that the configuration names. It is asked
 * about the address that a connection is about to be made to, so a name that answers with another
 * address the second time gains nothing.
 */
final class Networks {

  /** Not for calls between strangers: RFC 6890 and what carries an IPv4 address inside. */
  private static final List<Network> SPECIAL =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .stream()
          .map(Network::of)
          .toList();

  /** Outside of this no IPv6 address is public. */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  private final List<Network> allowed;

  /**
   * @param allowed in CIDR notation
   * @throws IllegalArgumentException where one is malformed
   */
  Networks(List<String> allowed) {
    this.allowed = allowed.stream().map(Network::of).toList();
  }

  boolean mayCall(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    boolean plausible = address instanceof Inet4Address || GLOBAL_UNICAST.contains(address);
    return plausible && SPECIAL.stream().noneMatch(network -> network.contains(address));
  }

  /** A network with the length of its prefix in bits. */
  private record Network(InetAddress base, int bits) {

    static Network of(String cidr) {
      int slash = cidr.indexOf('/');
      String base = slash < 0 ? "" : cidr.substring(0, slash).strip();
      // only literals, which are read without asking any server
      if (!base.matches("[0-9a-fA-F:.]+") || !cidr.substring(slash + 1).matches("\\d{1,3}")) {
        throw new IllegalArgumentException(cidr + " is not a network such as 10.1.0.0/16");
      }
      try {
        InetAddress address = InetAddress.getByName(base);
        int bits = Integer.parseInt(cidr.substring(slash + 1));
        if (bits > address.getAddress().length * Byte.SIZE) {
          throw new IllegalArgumentException(cidr + " has too long a prefix");
        }
        return new Network(address, bits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(cidr + " is not a network such as 10.1.0.0/16", e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] mine = base.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
        if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
