package io.waymark.console.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. It is only added to, and each entry's hash covers the one before under a key that
 * is not in the database: what is changed, put in or taken out afterwards is found by {@link
 * #verify}, also if somebody has written all of the database anew. Customers are named by their
 * pseudonym.
 */
public final class AuditLog {
  /** In place of what an erasure took away. */
  public static final String MASKED = "[erased]";

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

  /** Where it ends: how many entries there are, and the hash of the last. */
  public record Head(long seq, String hash) {}

  /**
   * What a check has found.
   *
   * @param brokenAt the first entry that is not as it was written; null if all are
   */
  public record Verdict(long checked, @Nullable Long brokenAt) {}

  private final Database database;
  private final InstantSource wall;
  private final AuditSeal seal;
  private final SecureRandom random = new SecureRandom();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable Head witnessed;

  public AuditLog(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
    this.seal = new AuditSeal(database.key());
  }

  /** Adds an entry; it is written when this returns. */
  public void add(String who, String action, String subject, String detail) {
    counted(
        () ->
            database.jdbi().useTransaction(handle -> write(handle, who, action, subject, detail)));
  }

  /** Adds an entry with what else the transaction does. */
  void add(Handle handle, String who, String action, String subject, String detail) {
    counted(() -> write(handle, who, action, subject, detail));
  }

  /** How many entries could not be written since the start; what they were of did not happen. */
  public long failures() {
    return failures.sum();
  }

  private void counted(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      failures.increment();
      throw e;
    }
  }

  private void write(Handle handle, String who, String action, String subject, String detail) {
    String kept = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    // The lock on this row makes a queue of all who add, in whatever process.
    handle.execute("UPDATE audit_end SET seq = seq + 1");
    Head end = head(handle);
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String salted = HexFormat.of().formatHex(salt);
    String digest = seal.digest(salted, kept);
    Entry entry =
        new Entry(end.seq(), wall.millis(), who, action, subject, kept, salted, digest, "");
    String hash = seal.hash(end.hash(), entry);
    handle.execute(
        "INSERT INTO audit (seq, happened_at, who, action, subject, detail, salt, digest, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.seq(),
        entry.at(),
        who,
        action,
        subject,
        kept,
        salted,
        digest,
        hash);
    handle.execute("UPDATE audit_end SET hash = ?", hash);
    new Mentions(handle, database).note(Mentions.Source.AUDIT, Long.toString(entry.seq()), kept);
  }

  /**
   * Takes the words of an entry away if they name the customer; the chain stays whole. Their
   * pseudonym stays: without the key nobody can tell any more whose it was.
   */
  boolean mask(Handle handle, long seq, String customerId) {
    boolean names =
        handle
            .createQuery("SELECT detail FROM audit WHERE seq = :seq AND detail IS NOT NULL")
            .bind("seq", seq)
            .mapTo(String.class)
            .findOne()
            .map(detail -> Naming.names(detail, customerId))
            .orElse(false);
    if (names) {
      handle.execute("UPDATE audit SET detail = NULL, salt = NULL WHERE seq = ?", seq);
    }
    return names;
  }

  /** The latest entries, the newest first. */
  public List<Entry> latest(int limit, long before) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                page(
                    handle,
                    "SELECT * FROM audit WHERE seq < :bound ORDER BY seq DESC LIMIT " + limit,
                    before));
  }

  /** Tells it from others; says nothing of its key, and stays when a newer one takes over. */
  String id() {
    return database.key().all().get(0).id();
  }

  /** Where it ends now. */
  public Head head() {
    return database.jdbi().withHandle(AuditLog::head);
  }

  /** The hash of an entry; null if there is none of that number. */
  @Nullable String hash(long seq) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT hash FROM audit WHERE seq = :seq")
                    .bind("seq", seq)
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null));
  }

  /** It has been seen, from outside of the database, to end there: that much it has to have. */
  void witnessed(Head head) {
    witnessed = head;
  }

  /** Goes through all entries. */
  public Verdict verify() {
    return database.jdbi().withHandle(this::verify);
  }

  private Verdict verify(Handle handle) {
    Head seen = witnessed;
    // Before the entries: what is added meanwhile is beyond it.
    Head end = head(handle);
    String before = AuditSeal.START;
    long checked = 0;
    int key = 0;
    while (true) {
      List<Entry> page =
          page(
              handle, "SELECT * FROM audit WHERE seq > :bound ORDER BY seq LIMIT " + PAGE, checked);
      for (Entry entry : page) {
        boolean asSeen =
            seen == null || seen.seq() != entry.seq() || seen.hash().equals(entry.hash());
        OptionalInt with = seal.sealedWith(entry, before, key);
        if (entry.seq() != checked + 1 || with.isEmpty() || !asSeen) {
          return new Verdict(checked, checked + 1);
        }
        key = with.getAsInt();
        before = entry.hash();
        checked++;
      }
      if (page.isEmpty()) {
        break;
      }
    }
    // Of a chain that lacks its last entries, the rest is sound.
    boolean lacks = checked < end.seq() || (seen != null && checked < seen.seq());
    return new Verdict(checked, lacks ? checked + 1 : null);
  }

  private static Head head(Handle handle) {
    return handle
        .createQuery("SELECT seq, hash FROM audit_end")
        .map((row, context) -> new Head(row.getLong(1), row.getString(2)))
        .one();
  }

  private static List<Entry> page(Handle handle, String query, long bound) {
    return handle
        .createQuery(query)
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
}
