package io.waymark.domain.intervention;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids and shares that follow from other ids, the same on any run: SHA-256 over all parts. */
public final class DerivedId {
  private static final int ID_BYTES = 16;
  private static final double TWO_TO_53 = 0x1p53;

  private DerivedId() {}

  /** 32 hexadecimal digits. */
  public static String of(String... parts) {
    return HexFormat.of().formatHex(digest(parts), 0, ID_BYTES);
  }

  /** A number evenly spread over 0 (inclusive) to 1 (exclusive). */
  public static double share(String... parts) {
    return (ByteBuffer.wrap(digest(parts)).getLong() >>> 11) / TWO_TO_53;
  }

  private static byte[] digest(String... parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      // The length in front keeps ("ab", "c") and ("a", "bc") apart.
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha256.update(bytes);
    }
    return sha256.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
