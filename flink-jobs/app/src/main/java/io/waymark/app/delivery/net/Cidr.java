package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.1.0.0/16} or {@code fd00::/8}.
 *
 * @param network its first address
 * @param bits how many leading bits all its addresses share
 */
public record Cidr(InetAddress network, int bits) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f.:]+)/(\\d{1,3})");

  /** Empty if it is not written as a network address, a slash and a number of bits. */
  public static Optional<Cidr> parse(String text) {
    var match = WRITTEN.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(match.group(2));
    return Literals.parse(match.group(1))
        .filter(address -> bits <= address.getAddress().length * 8)
        .map(address -> new Cidr(address, bits))
        .filter(Cidr::startsAtItsNetwork);
  }

  /** One that is known to be right. */
  static Cidr of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }

  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xFF : (0xFF << (8 - (bits - bit))) & 0xFF;
      if (((mine[bit / 8] ^ other[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean startsAtItsNetwork() {
    byte[] bytes = network.getAddress();
    for (int bit = bits; bit < bytes.length * 8; bit++) {
      if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
