package io.waymark.console.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps outside of the database where the audit ended when it was last looked at: in a file, line
 * by line in the log, and at a notary, who has it also if the file is taken away. An audit whose
 * last entries are taken away is whole in itself; against this it lacks them. It is never taken
 * back by itself: after the database was put back from a copy, somebody has to take away the file
 * and what the notary has.
 */
public final class AuditWitness {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWitness.class);
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\\s*");

  private final AuditLog audit;
  private final Path file;
  private final Notary notary;
  private AuditLog.@Nullable Head last;
  private AuditLog.@Nullable Head notarised;

  /** Whether it is known what the notary had before. */
  private boolean asked;

  private AuditWitness(AuditLog audit, Path file, Notary notary, AuditLog.@Nullable Head last) {
    this.audit = audit;
    this.file = file;
    this.notary = notary;
    this.last = last;
  }

  /**
   * Goes on from what the file has; checks of the audit count it from now on.
   *
   * @throws DatabaseUnavailable if the file can't be read, or has something else in it
   */
  public static AuditWitness of(AuditLog audit, Path file, Notary notary) {
    AuditLog.Head last = null;
    if (Files.exists(file)) {
      try {
        Matcher line = LINE.matcher(Files.readString(file));
        if (!line.matches()) {
          throw new DatabaseUnavailable(file + " does not say where the audit ended");
        }
        last = new AuditLog.Head(Long.parseLong(line.group(1)), line.group(2));
        audit.witnessed(last);
      } catch (IOException e) {
        throw new DatabaseUnavailable("can't read " + file);
      }
    }
    return new AuditWitness(audit, file, notary, last);
  }

  /** Looks where it ends now; cheap if that is where it did. */
  public synchronized void look() {
    AuditLog.Head before = last;
    AuditLog.Head now = audit.head();
    if (now.seq() == 0 && before == null || now.equals(before)) {
      return;
    }
    if (before != null && !before.hash().equals(audit.hash(before.seq()))) {
      LOG.error(
          "the audit is not what it was: it had {} entries, the last {}; somebody has to look into"
              + " it before {} is taken away",
          before.seq(),
          before.hash(),
          file);
      return;
    }
    OwnerOnly.write(file, now.seq() + " " + now.hash() + "\n");
    LOG.info("the audit has {} entries, the last {}", now.seq(), now.hash());
    last = now;
    audit.witnessed(now);
  }

  /**
   * Tells the notary where it ended when it was last looked at; at first asks what the notary has.
   * May take seconds.
   *
   * @throws Notary.Away if that has to be done again
   */
  public void notarise() throws Notary.Away {
    if (!asked) {
      notary.last(audit.id()).ifPresent(this::believe);
      asked = true;
    }
    AuditLog.Head now = seen();
    if (now != null && !now.equals(notarised)) {
      notary.keep(audit.id(), now);
      notarised = now;
    }
  }

  private synchronized AuditLog.@Nullable Head seen() {
    return last;
  }

  /** What the notary has counts if the audit has more to show than the file, or something else. */
  private synchronized void believe(AuditLog.Head kept) {
    notarised = kept;
    if (last == null || kept.seq() > last.seq() || !kept.hash().equals(audit.hash(kept.seq()))) {
      last = kept;
      audit.witnessed(kept);
    }
  }
}
