package io.waymark.app.broker;

import java.io.IOException;
import java.util.List;

/**
 * Where a broker listens that is its own controller.
 *
 * @param host an address of this machine
 */
public record BrokerPorts(String host, int clients, int controller) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Two ports of the loopback interface that were free a moment ago; who binds them must be ready
   * to ask again.
   */
  static BrokerPorts free() {
    try {
      List<Integer> free = FreePorts.find(2);
      return new BrokerPorts(LOOPBACK, free.get(0), free.get(1));
    } catch (IOException e) {
      throw new BrokerFailed("No free port on the loopback interface: " + e.getMessage(), e);
    }
  }
}
