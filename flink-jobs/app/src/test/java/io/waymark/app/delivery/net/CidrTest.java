package io.waymark.app.delivery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CidrTest {

  @Test
  void holdsItsFirstAndItsLastAddressAndNoOther() throws Exception {
    Cidr block = Cidr.of("10.1.32.0/19");
    assertThat(block.contains(InetAddress.getByName("10.1.32.0"))).isTrue();
    assertThat(block.contains(InetAddress.getByName("10.1.63.255"))).isTrue();
    assertThat(block.contains(InetAddress.getByName("10.1.31.255"))).isFalse();
    assertThat(block.contains(InetAddress.getByName("10.1.64.0"))).isFalse();
    assertThat(block.contains(InetAddress.getByName("::a01:2000"))).isFalse();
    assertThat(Cidr.of("0.0.0.0/0").contains(InetAddress.getByName("255.1.2.3"))).isTrue();
    assertThat(Cidr.of("fd12::/48").contains(InetAddress.getByName("fd12::ffff:1"))).isTrue();
    assertThat(Cidr.of("fd12::/48").contains(InetAddress.getByName("fd12:0:1::"))).isFalse();
  }

  @Test
  void whatIsNoBlockIsNone() {
    for (String text :
        List.of(
            "10.0.0.0", "10.0.0.1/8", "10.0.0/8", "10.0.0.0/33", "fd00::/129", "a/8", "::1/-1")) {
      assertThat(Cidr.parse(text)).as(text).isEmpty();
    }
  }
}
