package io.waymark.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two loopback ports of a broker that is its own controller. */
public record BrokerPorts(int clients, int controller) {

  /** Two ports that were free a moment ago; who binds them must be ready to ask again. */
  static BrokerPorts free() {
    try (ServerSocket a = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket b = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new BrokerPorts(a.getLocalPort(), b.getLocalPort());
    } catch (IOException e) {
      throw new BrokerFailed("No free port on the loopback interface: " + e.getMessage(), e);
    }
  }
}
