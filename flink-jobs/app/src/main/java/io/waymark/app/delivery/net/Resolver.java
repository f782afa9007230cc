package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name; may take its time. Serves many threads. */
@FunctionalInterface
public interface Resolver {

  /** At least one. */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** As this machine is set up. */
  static Resolver ofSystem() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
