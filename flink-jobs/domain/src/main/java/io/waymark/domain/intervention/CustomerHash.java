package io.waymark.domain.intervention;

/** Stands for a customer where the id itself must not be kept. */
public final class CustomerHash {
  private static final String SALT = "waymark-customer-1";

  private CustomerHash() {}

  /** 32 hexadecimal digits, the same everywhere and for ever. */
  public static String of(String customerId) {
    return DerivedId.of(SALT, customerId);
  }
}
