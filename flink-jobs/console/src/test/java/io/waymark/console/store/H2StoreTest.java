package io.waymark.console.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises, on H2. */
final class H2StoreTest implements TestedDatabase {
  @TempDir private Path folder;

  @Override
  public DatabaseAddress address() {
    // A second opening by one process would be refused, which a kill of another never is.
    return new DatabaseAddress(
        "jdbc:h2:file:" + folder.resolve("console") + ";WRITE_DELAY=0", null, null);
  }

  @Nested
  final class AlertsPromises extends AlertsContract {
    AlertsPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class AlertWorkPromises extends AlertWorkContract {
    AlertWorkPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class SilencesPromises extends SilencesContract {
    SilencesPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class PausesPromises extends PausesContract {
    PausesPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class AuditPromises extends AuditContract {
    AuditPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class ErasurePromises extends ErasureContract {
    ErasurePromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class IntakePromises extends IntakeContract {
    IntakePromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class FiguresPromises extends FiguresContract {
    FiguresPromises() {
      super(H2StoreTest.this);
    }
  }

  @Nested
  final class MigrationPromises extends MigrationContract {
    MigrationPromises() {
      super(H2StoreTest.this);
    }
  }
}
