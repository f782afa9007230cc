package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as such. No name is ever looked up here. */
final class Literals {
  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
  private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** Each label a number in some base: what C's {@code inet_aton} takes for an address. */
  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9A-Fa-f]*|\\d+)(\\.(0[xX][0-9A-Fa-f]*|\\d+))*\\.?");

  private Literals() {}

  /** An address in its usual notation: four decimal numbers, or colons. */
  static Optional<InetAddress> parse(String text) {
    boolean six = text.indexOf(':') >= 0;
    if (six ? !COLONS.matcher(text).matches() : !DOTTED.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(six ? "[" + text + "]" : text);
      return Optional.of(address);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether something, somewhere, would take this for an address and not for a name. */
  static boolean isNumeric(String host) {
    return host.indexOf(':') >= 0 || NUMERIC.matcher(host).matches();
  }
}
