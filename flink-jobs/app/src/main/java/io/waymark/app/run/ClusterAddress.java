package io.waymark.app.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a Flink cluster answers.
 *
 * @param web its web page and REST interface: {@code http://host:port}
 */
public record ClusterAddress(URI web) {
  private static final int LAST_PORT = 65_535;

  /** Reads it; empty if that is no such address. */
  public static Optional<ClusterAddress> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean good =
          "http".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getPort() > 0
              && uri.getPort() <= LAST_PORT
              && uri.getRawUserInfo() == null
              && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return good
          ? Optional.of(
              new ClusterAddress(URI.create("http://" + uri.getHost() + ":" + uri.getPort())))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it answers on this very machine, though maybe from a container with other disks. */
  public boolean isOnThisMachine() {
    try {
      InetAddress address = InetAddress.getByName(web.getHost());
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return web.toString();
  }
}
