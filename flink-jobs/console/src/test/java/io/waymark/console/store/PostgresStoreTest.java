package io.waymark.console.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgresStoreTest extends StoreContract {
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
  void empty() {
    DatabaseAddress address = cluster.address();
    Jdbi.create(address.url(), address.user(), address.password())
        .useHandle(handle -> handle.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
  }

  @Override
  DatabaseAddress address() {
    return cluster.address();
  }
}
