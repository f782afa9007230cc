package io.waymark.console.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database with the console's tables. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final String KEY_ID = "key";

  private final HikariDataSource source;
  private final Dialect dialect;
  private final Jdbi jdbi;
  private final MasterKey key;

  private Database(HikariDataSource source, Dialect dialect, Jdbi jdbi, MasterKey key) {
    this.source = source;
    this.dialect = dialect;
    this.jdbi = jdbi;
    this.key = key;
  }

  /**
   * Opens it with the key where it is if nobody says otherwise.
   *
   * @throws DatabaseUnavailable as {@link #open(DatabaseAddress, Path)} does
   */
  public static Database open(DatabaseAddress address) {
    return address.isInMemory()
        ? open(address, MasterKey.fresh())
        : open(address, address.keyFile());
  }

  /**
   * Opens it, and makes or brings up its tables. The first time it makes a key, unless there is
   * one.
   *
   * @throws DatabaseUnavailable if it does not answer, was made by a later version, or with another
   *     key
   */
  public static Database open(DatabaseAddress address, Path keyFile) {
    return open(address, known -> keyIn(address, keyFile, known));
  }

  /** Like {@link #open(DatabaseAddress, Path)}, with this key. */
  public static Database open(DatabaseAddress address, MasterKey key) {
    return open(address, known -> key);
  }

  /** The key of a database that was made with one of that id; null if it is new. */
  private interface KeyPlace {
    MasterKey key(@Nullable String known);
  }

  private static MasterKey keyIn(DatabaseAddress address, Path file, @Nullable String known) {
    try {
      if (Files.exists(file)) {
        return MasterKey.in(file);
      }
      if (known != null) {
        throw new DatabaseUnavailable(address, "its key is missing: put " + file + " back");
      }
      MasterKey fresh = MasterKey.fresh();
      fresh.write(file);
      return fresh;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new DatabaseUnavailable(address, "its key can't be had: " + e.getMessage());
    }
  }

  private static Database open(DatabaseAddress address, KeyPlace place) {
    try {
      address.files().map(Path::getParent).ifPresent(OwnerOnly::folder);
    } catch (UncheckedIOException e) {
      throw new DatabaseUnavailable(address, e);
    }
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
    address.files().ifPresent(Database::restrict);
    Jdbi jdbi = Jdbi.create(source);
    try {
      return new Database(source, dialect, jdbi, key(address, jdbi, place));
    } catch (DatabaseUnavailable e) {
      source.close();
      throw e;
    }
  }

  /** The database makes its files itself, with the rights of any. */
  private static void restrict(Path files) {
    for (String suffix : List.of(".mv.db", ".trace.db")) {
      OwnerOnly.restrict(files.resolveSibling(files.getFileName() + suffix));
    }
  }

  private static MasterKey key(DatabaseAddress address, Jdbi jdbi, KeyPlace place) {
    return jdbi.inTransaction(
        handle -> {
          String known =
              handle
                  .createQuery("SELECT setting FROM settings WHERE name = :name")
                  .bind("name", KEY_ID)
                  .mapTo(String.class)
                  .findOne()
                  .orElse(null);
          MasterKey key = place.key(known);
          if (known == null) {
            handle.execute("INSERT INTO settings (name, setting) VALUES (?, ?)", KEY_ID, key.id());
          } else if (key.all().stream().noneMatch(one -> one.id().equals(known))) {
            throw new DatabaseUnavailable(address, "it was made with another key: put that back");
          } else if (!known.equals(key.id())) {
            new KeyChange(handle).to(key);
            handle.execute("UPDATE settings SET setting = ? WHERE name = ?", key.id(), KEY_ID);
          }
          return key;
        });
  }

  /** What it takes on disk; empty if it is in memory. */
  public OptionalLong bytes() {
    return jdbi.withHandle(dialect::bytes);
  }

  /** The secret that is not in it. */
  MasterKey key() {
    return key;
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
