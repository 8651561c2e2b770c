package io.rmaflow.notification.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be called: public ones, and those that the configuration names, but never
 * those at which a machine finds its own metadata and credentials or its neighbours on the wire. It
 * is asked about the address that a connection is about to be made to, so a name that answers with
 * another address the second time gains nothing.
 *
 * <p>An IPv6 address that carries an IPv4 address is judged as both: whatever translates it on the
 * way would lead there.
 */
final class Networks {

  /**
   * Never called, whatever is allowed: link-local addresses (RFC 3927, RFC 4291), among them the
   * metadata of most clouds, and the metadata of AWS on IPv6, of Alibaba, of Oracle, of Azure's
   * platform and of Google on IPv6; unspecified ones, which mean this very machine; multicast and
   * broadcast.
   */
  private static final List<Network> NEVER =
      networks(
          "169.254.0.0/16",
          "fe80::/10",
          "fd00:ec2::254/128",
          "fd20:ce::254/128",
          "100.100.100.200/32",
          "192.0.0.192/32",
          "168.63.129.16/32",
          "0.0.0.0/8",
          "::/128",
          "224.0.0.0/4",
          "ff00::/8",
          "255.255.255.255/32");

  /** Not for calls between strangers: RFC 6890 and what carries an IPv4 address inside. */
  private static final List<Network> SPECIAL =
      networks(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "240.0.0.0/4",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /** Outside of this no IPv6 address is public. */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /**
   * Where an IPv6 address has an IPv4 address inside, and at which byte: NAT64 (RFC 6052, RFC
   * 8215), 6to4 (RFC 3056), IPv4-compatible and IPv4-translated ones (RFC 4291, RFC 2765). Mapped
   * ones (::ffff:0:0/96) are IPv4 to Java already; Teredo (RFC 4380) hides it by inversion.
   */
  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier(Network.of("64:ff9b::/96"), 12, 0),
          new Carrier(Network.of("64:ff9b:1::/48"), 12, 0),
          new Carrier(Network.of("2002::/16"), 2, 0),
          new Carrier(Network.of("::/96"), 12, 0),
          new Carrier(Network.of("::ffff:0:0:0/96"), 12, 0),
          new Carrier(Network.of("2001::/32"), 12, 0xff));

  private final List<Network> allowed;

  /**
   * @param allowed in CIDR notation
   * @throws IllegalArgumentException where one is malformed
   */
  Networks(List<String> allowed) {
    this.allowed = allowed.stream().map(Network::of).toList();
  }

  boolean mayCall(InetAddress address) {
    boolean never =
        Stream.concat(Stream.of(address), carriedBy(address).stream())
            .anyMatch(each -> NEVER.stream().anyMatch(network -> network.contains(each)));
    return !never
        && (allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address));
  }

  private static boolean isPublic(InetAddress address) {
    boolean plausible = address instanceof Inet4Address || GLOBAL_UNICAST.contains(address);
    return plausible && SPECIAL.stream().noneMatch(network -> network.contains(address));
  }

  private static Optional<InetAddress> carriedBy(InetAddress address) {
    return CARRIERS.stream()
        // ::1 looks like 0.0.0.1 inside
        .filter(carrier -> carrier.network().contains(address) && !address.isLoopbackAddress())
        .map(carrier -> carrier.inside(address))
        .findFirst();
  }

  private static List<Network> networks(String... cidrs) {
    return Arrays.stream(cidrs).map(Network::of).toList();
  }

  /** A kind of IPv6 address with four bytes of an IPv4 address from a place on, each XORed. */
  private record Carrier(Network network, int from, int mask) {

    InetAddress inside(InetAddress address) {
      byte[] whole = address.getAddress();
      byte[] four = new byte[4];
      for (int i = 0; i < four.length; i++) {
        four[i] = (byte) (whole[from + i] ^ mask);
      }
      try {
        return InetAddress.getByAddress(four);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("four bytes are an address", e);
      }
    }
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
