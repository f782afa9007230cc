package io.waymark.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the console leaves on disk, and who may read it. */
final class KeptFilesTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void nobodyElseReadsWhatItKeeps() throws Exception {
    Path own = folder.resolve("above/waymark-console");
    DatabaseAddress address = DatabaseAddress.in(own);
    try (Database database = Database.open(address)) {
      AuditLog audit = new AuditLog(database, InstantSource.system());
      audit.add("nok", "login", "address:x", "");
      AuditWitness.of(audit, own.resolve("console.audit"), new AuditContract.Kept()).look();
      List<Path> kept;
      try (Stream<Path> files = Files.list(own)) {
        kept = files.toList();
      }
      assertThat(kept)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("console.mv.db", "console.key", "console.audit");
      for (Path file : kept) {
        assertThat(rights(file)).as("%s", file).isEqualTo("rw-------");
      }
      assertThat(rights(own)).isEqualTo("rwx------");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatWasThereStaysAsItIs() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Database.open(DatabaseAddress.in(folder)).close();
    assertThat(rights(folder)).isEqualTo("rwxr-xr-x");
    assertThat(rights(folder.resolve("console.mv.db"))).isEqualTo("rw-------");
    assertThat(rights(folder.resolve("console.key"))).isEqualTo("rw-------");
  }

  @Test
  void aDatabaseWithoutItsKeyIsNotOpenedAndNoOtherIsMade() throws Exception {
    DatabaseAddress address = DatabaseAddress.in(folder);
    String ref;
    try (Database database = Database.open(address)) {
      ref = Pseudonyms.of(database).of("c-1");
    }
    try (Database database = Database.open(address)) {
      assertThat(Pseudonyms.of(database).of("c-1")).isEqualTo(ref);
    }
    Path key = folder.resolve("console.key");
    Path aside = Files.move(key, folder.resolve("aside"));
    assertThatThrownBy(() -> Database.open(address))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("console.key");
    assertThat(key).doesNotExist();
    MasterKey.fresh().write(key);
    assertThatThrownBy(() -> Database.open(address)).hasMessageContaining("another key");
    Files.writeString(key, "no key");
    assertThatThrownBy(() -> Database.open(address))
        .hasMessageContaining("hexadecimal")
        .hasMessageNotContaining("no key");
    Files.delete(key);
    Files.move(aside, key);
    Database.open(address).close();
  }

  @Test
  void aNewKeyTakesOverAndWhatTheOldOneMadeIsStillUnderstood() throws Exception {
    DatabaseAddress address = DatabaseAddress.in(folder);
    Path file = folder.resolve("console.key");
    String ref;
    try (Database database = Database.open(address)) {
      ref = Pseudonyms.of(database).of("c-1");
      AuditLog audit = new AuditLog(database, InstantSource.system());
      audit.add("nok", "alert.acknowledge", "alert:a1", "c-2 called");
      put(database, "c-1", "c-2");
      forget(database, "c-1");
    }
    String old = Files.readString(file);
    MasterKey.fresh().write(file);
    String fresh = Files.readString(file);
    Files.writeString(file, old + fresh);
    try (Database database = Database.open(address)) {
      Pseudonyms pseudonyms = Pseudonyms.of(database);
      assertThat(pseudonyms.of("c-1")).isNotEqualTo(ref);
      assertThat(new Customers(database).byRef(pseudonyms.of("c-2"))).isPresent();
      put(database, "c-1");
      assertThat(new Moments(database).of("c-1", 9)).isEmpty();
      forget(database, "c-2");
      AuditLog audit = new AuditLog(database, InstantSource.system());
      audit.add("nok", "login", "address:x", "");
      assertThat(audit.verify()).isEqualTo(new AuditLog.Verdict(4, null));
      assertThat(audit.latest(1, 2).get(0).detail()).isEqualTo(AuditLog.MASKED);

      // Who has the old key, and no other, adds nothing.
      Files.writeString(file, old);
      AuditSeal before = new AuditSeal(MasterKey.in(file));
      AuditLog.Entry last = audit.latest(1, Long.MAX_VALUE).get(0);
      String digest = before.digest("00", "");
      String previous = String.valueOf(audit.hash(3));
      AuditLog.Entry forged =
          new AuditLog.Entry(4, last.at(), "eve", "login", "address:x", "", "00", digest, "");
      database
          .jdbi()
          .useHandle(
              h ->
                  h.execute(
                      "UPDATE audit SET who = 'eve', salt = '00', digest = ?, hash = ? WHERE seq ="
                          + " 4",
                      digest,
                      before.hash(previous, forged)));
      assertThat(audit.verify().brokenAt()).isEqualTo(4);
    }
    Files.writeString(file, fresh);
    Database.open(address).close();
  }

  private static void put(Database database, String... customers) {
    Portion portion = new Portion();
    for (String customer : customers) {
      portion.moment(
          Moment.signal(
              Json.object()
                  .put("signal_id", "s-" + customer)
                  .put("rule_id", "r1")
                  .put("customer_id", customer)
                  .put("status", "fired")
                  .put("occurred_at", "2026-01-01T00:00:00.000Z")));
    }
    put(database, portion);
  }

  private static void forget(Database database, String customer) {
    Portion portion = new Portion();
    portion.forget(customer, 1_790_000_000_000L);
    put(database, portion);
  }

  private static void put(Database database, Portion portion) {
    portion.readUpTo("waymark.any", 0, 1);
    AuditLog audit = new AuditLog(database, InstantSource.system());
    new Intake(database, Pseudonyms.of(database), audit, InstantSource.system()).put(portion);
  }

  @Test
  void theKeyIsNotInTheDatabase() throws Exception {
    try (Database database = Database.open(DatabaseAddress.in(folder))) {
      String key = Files.readString(folder.resolve("console.key")).strip();
      List<String> settings =
          database
              .jdbi()
              .withHandle(
                  h -> h.createQuery("SELECT setting FROM settings").mapTo(String.class).list());
      assertThat(settings).isNotEmpty().noneMatch(setting -> key.contains(setting));
    }
  }

  private static String rights(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
