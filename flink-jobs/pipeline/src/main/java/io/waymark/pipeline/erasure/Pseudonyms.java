package io.waymark.pipeline.erasure;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for an id of somebody who was erased: 128 bits of HMAC-SHA-256 in hexadecimal. Who
 * has the id and the salt can tell that it is the same; nobody can go back from it. Serves one
 * thread.
 */
public final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final Mac mac;

  /**
   * @param salt at least one byte; another salt gives other pseudonyms
   */
  public Pseudonyms(byte[] salt) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
    }
  }

  /** The same for the same id. */
  public String of(String id) {
    byte[] code = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(code, 0, BYTES);
  }
}
