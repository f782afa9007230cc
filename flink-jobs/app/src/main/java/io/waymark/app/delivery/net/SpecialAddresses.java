package io.waymark.app.delivery.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an address is, if it is not simply somewhere on the Internet: IANA's registries of special
 * purpose addresses (RFC 6890), and where clouds tell machines their secrets.
 */
final class SpecialAddresses {
  private static final Set<Cidr> METADATA =
      Set.of(
          Cidr.of("169.254.169.254/32"),
          Cidr.of("169.254.170.2/32"),
          Cidr.of("169.254.170.23/32"),
          Cidr.of("100.100.100.200/32"),
          Cidr.of("168.63.129.16/32"),
          Cidr.of("192.0.0.192/32"),
          Cidr.of("fd00:ec2::254/128"),
          Cidr.of("fd00:ec2::23/128"),
          Cidr.of("fd20:ce::254/128"));

  private static final Map<Cidr, String> FOUR =
      Map.ofEntries(
          Map.entry(Cidr.of("0.0.0.0/8"), "this network"),
          Map.entry(Cidr.of("10.0.0.0/8"), "private"),
          Map.entry(Cidr.of("100.64.0.0/10"), "shared by a carrier"),
          Map.entry(Cidr.of("127.0.0.0/8"), "loopback"),
          Map.entry(Cidr.of("169.254.0.0/16"), "link-local"),
          Map.entry(Cidr.of("172.16.0.0/12"), "private"),
          Map.entry(Cidr.of("192.0.0.0/24"), "for protocols"),
          Map.entry(Cidr.of("192.0.2.0/24"), "for documentation"),
          Map.entry(Cidr.of("192.31.196.0/24"), "for name servers"),
          Map.entry(Cidr.of("192.52.193.0/24"), "for multicast relays"),
          Map.entry(Cidr.of("192.88.99.0/24"), "for 6to4 relays"),
          Map.entry(Cidr.of("192.168.0.0/16"), "private"),
          Map.entry(Cidr.of("192.175.48.0/24"), "for name servers"),
          Map.entry(Cidr.of("198.18.0.0/15"), "for benchmarks"),
          Map.entry(Cidr.of("198.51.100.0/24"), "for documentation"),
          Map.entry(Cidr.of("203.0.113.0/24"), "for documentation"),
          Map.entry(Cidr.of("224.0.0.0/4"), "multicast"),
          Map.entry(Cidr.of("240.0.0.0/4"), "reserved"));

  private static final Cidr GLOBAL_SIX = Cidr.of("2000::/3");

  /** Within what is global otherwise. */
  private static final Map<Cidr, String> SIX =
      Map.of(
          Cidr.of("2001::/23"), "for protocols such as Teredo",
          Cidr.of("2001:db8::/32"), "for documentation",
          Cidr.of("2002::/16"), "6to4",
          Cidr.of("2620:4f:8000::/48"), "for name servers",
          Cidr.of("3fff::/20"), "for documentation");

  private SpecialAddresses() {}

  /** What it is; null if anybody may be there. */
  static @Nullable String kind(InetAddress address) {
    if (isMetadata(address)) {
      return "cloud metadata";
    }
    if (address instanceof Inet6Address && !GLOBAL_SIX.contains(address)) {
      return "not global";
    }
    for (var entry : (address instanceof Inet6Address ? SIX : FOUR).entrySet()) {
      if (entry.getKey().contains(address)) {
        return entry.getValue();
      }
    }
    return null;
  }

  static boolean isMetadata(InetAddress address) {
    return METADATA.stream().anyMatch(known -> known.contains(address));
  }
}
