package io.waymark.console.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a console that is not in its database: who can write the database alone can neither
 * seal an audit nor tell whose a pseudonym is. Each purpose has a key of its own, made from it. It
 * knows those that were in its place before: what was made with them is still understood.
 */
public final class MasterKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final byte[] key;
  private final List<MasterKey> before;

  private MasterKey(byte[] key, List<MasterKey> before) {
    this.key = key;
    this.before = List.copyOf(before);
  }

  /** One that nothing else has, and that is gone with this process. */
  public static MasterKey fresh() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return new MasterKey(key, List.of());
  }

  /**
   * The one on the file's last line, in 64 hexadecimal digits; on those above are the ones before.
   *
   * @throws IllegalArgumentException if there is none in it
   */
  static MasterKey in(Path file) {
    try {
      List<MasterKey> keys = new ArrayList<>();
      for (String line : Files.readString(file).strip().split("\\s+")) {
        keys.add(new MasterKey(HexFormat.of().parseHex(line), keys));
      }
      MasterKey last = keys.get(keys.size() - 1);
      if (keys.stream().allMatch(one -> one.key.length == BYTES)) {
        return last;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      // Said below, without what is in it.
    }
    throw new IllegalArgumentException(
        file + " has to have " + 2 * BYTES + " hexadecimal digits on each line");
  }

  /** Itself, and those before it; the oldest first. */
  List<MasterKey> all() {
    List<MasterKey> all = new ArrayList<>(before);
    all.add(this);
    return all;
  }

  /** Puts it there, for its owner alone. */
  void write(Path file) {
    OwnerOnly.write(file, HexFormat.of().formatHex(key) + "\n");
  }

  /** By which keys are told apart; it says nothing of them. */
  String id() {
    return HexFormat.of().formatHex(mac("id").doFinal()).substring(0, 16);
  }

  /** Under the key for the purpose. */
  Mac mac(String purpose) {
    Mac derived = mac(key);
    return mac(derived.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
