package io.waymark.console.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. It is only added to, and each entry's hash covers the one before: what is changed
 * or taken out afterwards is found by {@link #verify}. Customers are named by their pseudonym.
 */
public final class AuditLog {
  /** In place of what an erasure took away. */
  public static final String MASKED = "[erased]";

  private static final String START = "waymark";
  private static final int PAGE = 5000;
  private static final int LONGEST_DETAIL = 8000;
  private static final int SALT_BYTES = 16;

  /**
   * An entry.
   *
   * @param detail {@link #MASKED} after an erasure
   */
  public record Entry(
      long seq,
      long at,
      String who,
      String action,
      String subject,
      String detail,
      @Nullable String salt,
      String digest,
      String hash) {}

  /**
   * What a check has found.
   *
   * @param brokenAt the first entry that is not as it was written; null if all are
   */
  public record Verdict(long checked, @Nullable Long brokenAt) {}

  private final Database database;
  private final InstantSource wall;
  private final SecureRandom random = new SecureRandom();

  public AuditLog(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
  }

  /** Adds an entry; it is written when this returns. */
  public void add(String who, String action, String subject, String detail) {
    database.jdbi().useTransaction(handle -> add(handle, who, action, subject, detail));
  }

  /** Adds an entry with what else the transaction does. */
  void add(Handle handle, String who, String action, String subject, String detail) {
    String kept = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    // The lock on this row makes a queue of all who add, in whatever process.
    handle.execute("UPDATE audit_end SET seq = seq + 1");
    long seq = handle.createQuery("SELECT seq FROM audit_end").mapTo(Long.class).one();
    String before = handle.createQuery("SELECT hash FROM audit_end").mapTo(String.class).one();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String salted = HexFormat.of().formatHex(salt);
    long at = wall.millis();
    String digest = digest(salted, kept);
    String hash =
        digest(before, Long.toString(seq), Long.toString(at), who, action, subject, digest);
    handle.execute(
        "INSERT INTO audit (seq, happened_at, who, action, subject, detail, salt, digest, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        seq,
        at,
        who,
        action,
        subject,
        kept,
        salted,
        digest,
        hash);
    handle.execute("UPDATE audit_end SET hash = ?", hash);
  }

  /**
   * Takes the words away that name a customer; the chain stays whole. Their pseudonym stays: nobody
   * can tell any more whose it was.
   */
  void mask(Handle handle, String customerId) {
    handle.execute(
        "UPDATE audit SET detail = NULL, salt = NULL WHERE detail LIKE ? ESCAPE '!'",
        "%" + escaped(customerId) + "%");
  }

  /** The latest entries, the newest first. */
  public List<Entry> latest(int limit, long before) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                page(
                    handle,
                    "SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT " + limit,
                    before));
  }

  /** Goes through all entries. */
  public Verdict verify() {
    return database.jdbi().withHandle(this::verify);
  }

  private Verdict verify(Handle handle) {
    String before = START;
    long checked = 0;
    while (true) {
      List<Entry> page =
          page(handle, "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT " + PAGE, checked);
      for (Entry entry : page) {
        if (entry.seq() != checked + 1 || !isAsWritten(entry, before)) {
          return new Verdict(checked, checked + 1);
        }
        before = entry.hash();
        checked++;
      }
      if (page.isEmpty()) {
        break;
      }
    }
    // Of a chain that lacks its last entries, the rest is sound.
    long end = handle.createQuery("SELECT seq FROM audit_end").mapTo(Long.class).one();
    return new Verdict(checked, end == checked ? null : checked + 1);
  }

  private static boolean isAsWritten(Entry entry, String before) {
    boolean detail =
        entry.salt() == null
            ? entry.detail().equals(MASKED)
            : digest(entry.salt(), entry.detail()).equals(entry.digest());
    return detail
        && digest(
                before,
                Long.toString(entry.seq()),
                Long.toString(entry.at()),
                entry.who(),
                entry.action(),
                entry.subject(),
                entry.digest())
            .equals(entry.hash());
  }

  private static List<Entry> page(Handle handle, String query, long bound) {
    return handle
        .createQuery(query.replace("?", ":bound"))
        .bind("bound", bound)
        .map(
            (row, context) ->
                new Entry(
                    row.getLong("seq"),
                    row.getLong("happened_at"),
                    row.getString("who"),
                    row.getString("action"),
                    row.getString("subject"),
                    Objects.requireNonNullElse(row.getString("detail"), MASKED),
                    row.getString("salt"),
                    row.getString("digest"),
                    row.getString("hash")))
        .list();
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /** Each part with its length, so that no two lists of parts are one text. */
  private static String digest(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
