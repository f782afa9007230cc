package io.waymark.app.delivery.net;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says to which addresses a destination may be connected: to those that are public, and to those
 * that its configuration names. Cloud metadata has to be named by its very address.
 */
public final class AddressGuard {
  private final List<Cidr> named;

  public AddressGuard(List<Cidr> named) {
    this.named = List.copyOf(named);
  }

  /**
   * Why none of a name's addresses may be connected to; null if all may. One that may not spoils
   * the others: who controls the name controls which of them is taken next time.
   *
   * @param plain whether it is without TLS, which is for named addresses only
   */
  public @Nullable String objection(List<InetAddress> addresses, boolean plain) {
    for (InetAddress address : addresses) {
      String kind = SpecialAddresses.kind(address);
      if (kind != null && !isNamed(address)) {
        return address.getHostAddress() + " is " + kind;
      }
      if (plain && !isNamed(address)) {
        return address.getHostAddress() + " is not in allow_private, which plain http asks for";
      }
    }
    return null;
  }

  private boolean isNamed(InetAddress address) {
    boolean metadata = SpecialAddresses.isMetadata(address);
    int whole = address.getAddress().length * 8;
    return named.stream()
        .anyMatch(block -> block.contains(address) && (!metadata || block.bits() == whole));
  }

  boolean namesAny() {
    return !named.isEmpty();
  }
}
