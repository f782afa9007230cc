package io.waymark.console.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What stands for a customer in addresses and in the audit: the first 80 bits of an HMAC-SHA-256 of
 * the id, under a key that is not in the database. Thread-safe.
 */
public final class Pseudonyms {
  private static final int SHOWN_DIGITS = 20;

  private final MasterKey key;

  private Pseudonyms(MasterKey key) {
    this.key = key;
  }

  /** Those of this store. */
  public static Pseudonyms of(Database database) {
    return new Pseudonyms(database.key());
  }

  static Pseudonyms under(MasterKey key) {
    return new Pseudonyms(key);
  }

  public String of(String customerId) {
    return of(customerId, key);
  }

  /** The one, and those that stood for the customer under the keys before. */
  List<String> all(String customerId) {
    return key.all().stream().map(one -> of(customerId, one)).toList();
  }

  private static String of(String customerId, MasterKey key) {
    byte[] digest = key.mac("pseudonyms").doFinal(customerId.getBytes(StandardCharsets.UTF_8));
    return "c_" + HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
  }
}
