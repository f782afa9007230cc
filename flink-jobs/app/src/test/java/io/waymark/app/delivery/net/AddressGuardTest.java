package io.waymark.app.delivery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressGuardTest {
  private static final AddressGuard PUBLIC = new AddressGuard(List.of());

  @Test
  void publicAddressesAreFree() throws Exception {
    for (String address : List.of("93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111")) {
      assertThat(objection(PUBLIC, address)).as(address).isNull();
    }
  }

  @Test
  void namedNetworksAreFreeToo() throws Exception {
    AddressGuard named = new AddressGuard(List.of(Cidr.of("10.1.0.0/16")));
    assertThat(objection(named, "10.1.2.3")).isNull();
    assertThat(objection(named, "10.2.2.3")).isEqualTo("10.2.2.3 is private");
  }

  @Test
  void cloudMetadataHasToBeNamedByItsVeryAddress() throws Exception {
    AddressGuard wide = new AddressGuard(List.of(Cidr.of("169.254.0.0/16"), Cidr.of("fd00::/8")));
    assertThat(objection(wide, "169.254.1.1")).isNull();
    assertThat(objection(wide, "169.254.169.254")).endsWith("is cloud metadata");
    assertThat(objection(wide, "fd00:ec2::254")).endsWith("is cloud metadata");
    AddressGuard exact = new AddressGuard(List.of(Cidr.of("169.254.169.254/32")));
    assertThat(objection(exact, "169.254.169.254")).isNull();
  }

  @Test
  void withoutTlsOnlyNamedNetworksAre() throws Exception {
    AddressGuard named = new AddressGuard(List.of(Cidr.of("10.1.0.0/16")));
    List<InetAddress> outside = List.of(InetAddress.getByName("93.184.216.34"));
    assertThat(named.objection(outside, false)).isNull();
    assertThat(named.objection(outside, true)).contains("plain http");
  }

  private static @Nullable String objection(AddressGuard guard, String address) throws Exception {
    return guard.objection(List.of(InetAddress.getByName(address)), false);
  }
}
