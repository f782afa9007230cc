package io.waymark.app.demo.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver shares with its sender, to know that a message is from there and as it was sent:
 * HMAC-SHA256 over id, time and body, by <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>.
 */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int BYTES = 32;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  public static WebhookSecret random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return new WebhookSecret(key);
  }

  /** As the sender's configuration wants it: {@code whsec_} and Base64. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * Whether one of the signatures is of this secret.
   *
   * @param signatures separated by blanks
   */
  boolean signed(String id, String timestamp, byte[] body, String signatures) {
    byte[] expected = (VERSION + signature(id, timestamp, body)).getBytes(UTF_8);
    boolean found = false;
    for (String signature : signatures.split(" ", -1)) {
      found |= MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
    }
    return found;
  }

  private String signature(String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
