package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where requests go. Stricter than any standard, so that no two readers of it differ.
 *
 * @param tls whether https
 * @param host a name in lower case, or an address in its usual notation
 * @param literal the host, if it is an address
 * @param path with the query; starts with a slash
 */
public record TargetUrl(
    boolean tls, String host, Optional<InetAddress> literal, int port, String path) {
  private static final Set<Integer> USUAL_PORTS = Set.of(443, 8443);
  private static final Pattern URL =
      Pattern.compile("(https?)://(\\[[^\\]]*]|[^/:?#\\[\\]]*)(?::(\\d{1,5}))?(/[^#]*)?");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*");
  private static final Pattern PATH = Pattern.compile("[!$-;=?-Z_a-z~\\[\\]]*");

  /**
   * Reads an URL and sees whether it is allowed.
   *
   * @param ports that are allowed beside the usual ones
   */
  public static TargetUrl parse(String text, AddressGuard guard, Set<Integer> ports)
      throws InvalidUrl {
    var match = URL.matcher(text);
    if (text.indexOf('@') >= 0 && text.substring(0, text.indexOf('@')).matches("[^/]*//[^/?#]*")) {
      throw new InvalidUrl("an URL with user information");
    }
    if (!match.matches()) {
      throw new InvalidUrl("expected an URL such as https://receiver.example/path");
    }
    boolean tls = match.group(1).equals("https");
    if (!tls && !guard.namesAny()) {
      throw new InvalidUrl("expected https; plain http needs allow_private");
    }
    int port = match.group(3) == null ? (tls ? 443 : 80) : Integer.parseInt(match.group(3));
    if (!USUAL_PORTS.contains(port) && !ports.contains(port)) {
      throw new InvalidUrl("port " + port + " is not 443, 8443 or one of ports");
    }
    String path = match.group(4) == null ? "/" : match.group(4);
    if (!PATH.matcher(path).matches()) {
      throw new InvalidUrl("a path with characters that have to be percent-encoded");
    }
    String host = match.group(2).toLowerCase(Locale.ROOT);
    Optional<InetAddress> literal = literal(host);
    if (literal.isEmpty()) {
      checkName(host);
    } else {
      String objection = guard.objection(List.of(literal.get()), true);
      if (objection != null) {
        throw new InvalidUrl("an address instead of a name, and not in allow_private");
      }
    }
    return new TargetUrl(tls, host, literal, port, path);
  }

  private static Optional<InetAddress> literal(String host) {
    return Literals.parse(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host.replace(':', '?'));
  }

  private static void checkName(String host) throws InvalidUrl {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (Literals.isNumeric(host) || Literals.isNumeric(last)) {
      throw new InvalidUrl("an address in an unusual notation");
    }
    if (!NAME.matcher(host).matches()) {
      throw new InvalidUrl("expected a host name in ASCII letters, digits, dots and hyphens");
    }
  }
}
