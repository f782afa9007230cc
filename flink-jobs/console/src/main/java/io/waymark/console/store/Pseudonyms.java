package io.waymark.console.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a customer in addresses and in the audit: the first 80 bits of an HMAC-SHA-256 of
 * the id under a key of this store's own. Thread-safe.
 */
public final class Pseudonyms {
  private static final String SETTING = "pepper";
  private static final int KEY_BYTES = 32;
  private static final int SHOWN_DIGITS = 20;

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Those of this store; the first time it makes their key. */
  public static Pseudonyms of(Database database) {
    String hex =
        database
            .jdbi()
            .inTransaction(
                handle ->
                    handle
                        .createQuery("SELECT setting FROM settings WHERE name = :name")
                        .bind("name", SETTING)
                        .mapTo(String.class)
                        .findOne()
                        .orElseGet(
                            () -> {
                              byte[] fresh = new byte[KEY_BYTES];
                              new SecureRandom().nextBytes(fresh);
                              String made = HexFormat.of().formatHex(fresh);
                              handle.execute(
                                  "INSERT INTO settings (name, setting) VALUES (?, ?)",
                                  SETTING,
                                  made);
                              return made;
                            }));
    return new Pseudonyms(HexFormat.of().parseHex(hex));
  }

  public String of(String customerId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] digest = mac.doFinal(customerId.getBytes(StandardCharsets.UTF_8));
      return "c_" + HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
