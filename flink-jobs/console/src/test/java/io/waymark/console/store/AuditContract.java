package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit that has been changed, cut off or taken back is found to have been. */
abstract class AuditContract extends StoreContract {
  AuditContract(TestedDatabase tested) {
    super(tested);
  }

  @Test
  void whatTheAuditCouldNotTakeIsCountedAndDidNotHappen() {
    put(alert("a1", "open", "high", 3));
    database.jdbi().useHandle(h -> h.execute("ALTER TABLE audit RENAME TO audit_away"));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> work.acknowledge("a1", "nok", null)))
        .isNotNull();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> audit.add("nok", "login", "address:x", "one")))
        .isNotNull();
    database.jdbi().useHandle(h -> h.execute("ALTER TABLE audit_away RENAME TO audit"));

    assertThat(audit.failures()).isEqualTo(2);
    assertThat(alerts.find("a1").orElseThrow().view().path("work").asText()).isEqualTo("new");
  }

  @Test
  void whoChangesTheAuditIsFound() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("nok", "logout", "address:x", "two");
    audit.add("ann", "login", "address:y", "three");
    assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(3, null));

    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET who = 'eve' WHERE seq = 2"));
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET who = 'nok' WHERE seq = 2"));
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET detail = 'else' WHERE seq = 1"));
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
    database.jdbi().useHandle(h -> h.execute("UPDATE audit SET detail = 'one' WHERE seq = 1"));
    database.jdbi().useHandle(h -> h.execute("DELETE FROM audit WHERE seq = 3"));
    assertThat(audit.verify().brokenAt()).isEqualTo(3);
  }

  @Test
  void whoWritesTheWholeAuditAnewIsFoundWithoutTheKey() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("eve", "customer.view", "customer:c_1", "two");
    audit.add("nok", "logout", "address:x", "three");
    AuditSeal guessed = new AuditSeal(MasterKey.fresh());
    database
        .jdbi()
        .useHandle(
            h -> {
              String before = AuditSeal.START;
              List<AuditLog.Entry> entries = audit.latest(9, Long.MAX_VALUE);
              for (int i = entries.size() - 1; i >= 0; i--) {
                AuditLog.Entry was = entries.get(i);
                String digest = guessed.digest(String.valueOf(was.salt()), was.detail());
                AuditLog.Entry entry =
                    new AuditLog.Entry(
                        was.seq(), was.at(), "nok", "login", "", was.detail(), "", digest, "");
                before = guessed.hash(before, entry);
                h.execute(
                    "UPDATE audit SET who = 'nok', action = 'login', subject = '', digest = ?,"
                        + " hash = ? WHERE seq = ?",
                    digest,
                    before,
                    was.seq());
              }
              h.execute("UPDATE audit_end SET hash = ?", before);
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
  }

  @Test
  void entriesThatHaveChangedPlacesAreFound() {
    audit.add("nok", "login", "address:x", "one");
    audit.add("ann", "login", "address:y", "two");
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("UPDATE audit SET seq = 9 WHERE seq = 1");
              h.execute("UPDATE audit SET seq = 1 WHERE seq = 2");
              h.execute("UPDATE audit SET seq = 2 WHERE seq = 9");
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(1);
  }

  @Test
  void anAuditThatIsTakenBackToAnEarlierOneIsFound(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("console.audit");
    AuditWitness witness = AuditWitness.of(audit, file, new Kept());
    audit.add("nok", "login", "address:x", "one");
    AuditLog.Head early = audit.head();
    audit.add("eve", "customer.view", "customer:c_1", "two");
    witness.look();
    assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(2, null));
    String seen = Files.readString(file);

    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("DELETE FROM audit WHERE seq = 2");
              h.execute("UPDATE audit_end SET seq = ?, hash = ?", early.seq(), early.hash());
            });
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    // Nor does it help to add others in their place, or to start again.
    audit.add("eve", "login", "address:x", "else");
    witness.look();
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    assertThat(Files.readString(file)).isEqualTo(seen);
    AuditLog again = new AuditLog(database, wall);
    assertThat(again.verify().brokenAt()).isNull();
    AuditWitness.of(again, file, new Kept());
    assertThat(again.verify().brokenAt()).isEqualTo(2);
  }

  @Test
  void anAuditThatIsTakenBackIsFoundAlsoIfTheFileIsGone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("console.audit");
    Kept kept = new Kept();
    AuditWitness witness = AuditWitness.of(audit, file, kept);
    audit.add("nok", "login", "address:x", "one");
    AuditLog.Head early = audit.head();
    audit.add("eve", "customer.view", "customer:c_1", "two");
    witness.look();
    witness.notarise();
    AuditLog.Head seen = audit.head();
    assertThat(kept.heads).containsOnly(Map.entry(audit.id(), seen));

    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute("DELETE FROM audit WHERE seq = 2");
              h.execute("UPDATE audit_end SET seq = ?, hash = ?", early.seq(), early.hash());
            });
    Files.delete(file);
    AuditLog again = new AuditLog(database, wall);
    AuditWitness another = AuditWitness.of(again, file, kept);
    another.look();
    assertThat(again.verify().brokenAt()).as("nobody has asked Kafka yet").isNull();
    another.notarise();
    assertThat(again.verify().brokenAt()).isEqualTo(2);
    // Nor does it go away by what is added.
    again.add("eve", "login", "address:x", "else");
    another.look();
    another.notarise();
    assertThat(again.verify().brokenAt()).isEqualTo(2);
    assertThat(kept.heads).containsOnly(Map.entry(audit.id(), seen));
  }

  @Test
  void aNotaryThatIsAwayIsAskedBeforeItIsToldAnything(@TempDir Path folder) throws Exception {
    Kept kept = new Kept();
    kept.away = true;
    AuditWitness witness = AuditWitness.of(audit, folder.resolve("console.audit"), kept);
    audit.add("nok", "login", "address:x", "one");
    witness.look();
    assertThatThrownBy(witness::notarise).isInstanceOf(Notary.Away.class);
    kept.away = false;
    kept.heads.put(audit.id(), new AuditLog.Head(9, "0".repeat(64)));
    witness.notarise();
    assertThat(audit.verify().brokenAt()).isEqualTo(2);
    assertThat(kept.heads.get(audit.id()).seq()).isEqualTo(9);
  }

  /** Keeps it in memory. */
  static final class Kept implements Notary {
    final Map<String, AuditLog.Head> heads = new HashMap<>();
    boolean away;

    @Override
    public Optional<AuditLog.Head> last(String audit) throws Away {
      answer();
      return Optional.ofNullable(heads.get(audit));
    }

    @Override
    public void keep(String audit, AuditLog.Head head) throws Away {
      answer();
      heads.put(audit, head);
    }

    private void answer() throws Away {
      if (away) {
        throw new Away(new IllegalStateException("away"));
      }
    }
  }
}
