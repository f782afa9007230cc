package io.waymark.console.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import javax.crypto.Mac;

/** What holds the audit's entries together: HMAC-SHA-256 of each and of the one before. */
final class AuditSeal {
  /** What stands before the first entry. */
  static final String START = "waymark";

  private final MasterKey key;

  AuditSeal(MasterKey key) {
    this.key = key;
  }

  /** Of the words of an entry: they can be taken away, and the digest stays. */
  String digest(String salt, String detail) {
    return seal(key, salt, detail);
  }

  /** Of the entry, whose own does not count, after the one with that hash. */
  String hash(String before, AuditLog.Entry entry) {
    return hash(key, before, entry);
  }

  private static String hash(MasterKey key, String before, AuditLog.Entry entry) {
    return seal(
        key,
        before,
        Long.toString(entry.seq()),
        Long.toString(entry.at()),
        entry.who(),
        entry.action(),
        entry.subject(),
        entry.digest());
  }

  /**
   * With which of the keys an entry was sealed, by its place among them; empty if it is not as it
   * was written.
   *
   * @param from the one before it was: an older key seals nothing any more
   */
  OptionalInt sealedWith(AuditLog.Entry entry, String before, int from) {
    List<MasterKey> keys = key.all();
    for (int i = from; i < keys.size(); i++) {
      if (isAsWritten(keys.get(i), entry, before)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isAsWritten(MasterKey key, AuditLog.Entry entry, String before) {
    boolean detail =
        entry.salt() == null
            ? entry.detail().equals(AuditLog.MASKED)
            : same(seal(key, entry.salt(), entry.detail()), entry.digest());
    return detail && same(hash(key, before, entry), entry.hash());
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Each part with its length, so that no two lists of parts are one text. */
  private static String seal(MasterKey key, String... parts) {
    Mac mac = key.mac("audit");
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      mac.update(bytes);
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
