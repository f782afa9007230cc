package io.waymark.app.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a broker on this machine whether it is there. */
public final class BrokerProbe {
  private static final int TIMEOUT_MILLIS = 2_000;

  private BrokerProbe() {}

  /** Whether it answers a client; false after three seconds. An interrupt stays set. */
  public static boolean answers(BrokerPorts ports) {
    try (Socket socket = new Socket()) {
      // A refused connection is cheaper to learn from a socket than from a client that retries.
      socket.connect(new InetSocketAddress(ports.host(), ports.clients()), 1_000);
    } catch (IOException e) {
      return false;
    }
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                ports.host() + ":" + ports.clients(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS))) {
      return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
