package io.waymark.console.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What the store promises, on PostgreSQL. */
final class PostgresStoreTest implements TestedDatabase {
  private static PostgresCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> programs = PostgresCluster.programs();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
    cluster = PostgresCluster.start(programs.get());
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  public void empty() {
    DatabaseAddress address = cluster.address();
    Jdbi.create(address.url(), address.user(), address.password())
        .useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
  }

  @Override
  public DatabaseAddress address() {
    return cluster.address();
  }

  @Nested
  final class AlertsPromises extends AlertsContract {
    AlertsPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class AlertWorkPromises extends AlertWorkContract {
    AlertWorkPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class SilencesPromises extends SilencesContract {
    SilencesPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class PausesPromises extends PausesContract {
    PausesPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class AuditPromises extends AuditContract {
    AuditPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class ErasurePromises extends ErasureContract {
    ErasurePromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class IntakePromises extends IntakeContract {
    IntakePromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class FiguresPromises extends FiguresContract {
    FiguresPromises() {
      super(PostgresStoreTest.this);
    }
  }

  @Nested
  final class MigrationPromises extends MigrationContract {
    MigrationPromises() {
      super(PostgresStoreTest.this);
    }
  }
}
