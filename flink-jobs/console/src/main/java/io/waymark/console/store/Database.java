package io.waymark.console.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** An open database with the console's tables. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  private final HikariDataSource source;
  private final Dialect dialect;
  private final Jdbi jdbi;

  private Database(HikariDataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Opens it, and makes or brings up its tables.
   *
   * @throws DatabaseUnavailable if it does not answer, or was made by a later version
   */
  public static Database open(DatabaseAddress address) {
    Dialect dialect = Dialect.of(address.url());
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setPoolName("console");
    config.setConnectionTimeout(10_000);
    HikariDataSource source;
    try {
      source = new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DatabaseUnavailable(address, e);
    }
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:db/migration")
          .placeholders(dialect.placeholders())
          .load()
          .migrate();
    } catch (FlywayException e) {
      source.close();
      throw new DatabaseUnavailable(address, e);
    }
    return new Database(source, dialect);
  }

  Jdbi jdbi() {
    return jdbi;
  }

  Dialect dialect() {
    return dialect;
  }

  @Override
  public void close() {
    source.close();
  }
}
