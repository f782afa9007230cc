package io.waymark.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final int FIRST_OF_THOSE_WHO_CONNECT = 32_768;

  @Test
  void aServerThatComesBackNeverMeetsAClientOnItsPort() throws IOException {
    assertThat(FreePorts.find(10)).allMatch(port -> port < FIRST_OF_THOSE_WHO_CONNECT);
  }

  @Test
  void noneIsHandedOutTwiceInARow() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ports.addAll(FreePorts.find(4));
    }

    assertThat(ports).hasSize(40);
  }

  @Test
  void aPortOnWhichSomebodyListensIsLeftOut() throws IOException {
    int port = FreePorts.find(1).get(0);

    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
      // Two rounds, so that it would be its turn again.
      assertThat(FreePorts.find(100)).doesNotContain(port);
      assertThat(FreePorts.find(100)).doesNotContain(port);
    }
    assertThat(FreePorts.isFree(port)).isTrue();
  }
}
