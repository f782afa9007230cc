package io.waymark.console.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How many rows H2 looks at for what the console asks: each query is explained after it was run.
 */
public final class ScannedRows implements SqlLogger {
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  private final Database database;
  private final List<Query> queries = new CopyOnWriteArrayList<>();

  /** A query and its rows. */
  public record Query(String sql, long rows) {}

  private ScannedRows(Database database) {
    this.database = database;
  }

  /** From now on. */
  public static ScannedRows of(Database database) {
    ScannedRows scanned = new ScannedRows(database);
    database.jdbi().setSqlLogger(scanned);
    return scanned;
  }

  /** Those since this was asked last. */
  public List<Query> taken() {
    List<Query> taken = List.copyOf(queries);
    queries.clear();
    return taken;
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    String sql = context.getParsedSql().getSql();
    boolean ofPages = !Thread.currentThread().getName().equals("console-streams");
    if (ofPages && sql.startsWith("SELECT") && !sql.endsWith("FOR UPDATE")) {
      queries.add(new Query(sql, explain(sql, context)));
    }
  }

  private long explain(String sql, StatementContext context) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Connection connection = handle.getConnection();
              try (PreparedStatement explain =
                  connection.prepareStatement("EXPLAIN ANALYZE " + sql)) {
                int at = 1;
                for (String name : context.getParsedSql().getParameters().getParameterNames()) {
                  Argument argument = context.getBinding().findForName(name, context).orElseThrow();
                  argument.apply(at++, explain, context);
                }
                return scanned(explain);
              } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
              }
            });
  }

  private static long scanned(PreparedStatement explain) throws SQLException {
    try (ResultSet plan = explain.executeQuery()) {
      plan.next();
      Matcher scanned = SCANNED.matcher(plan.getString(1));
      long rows = 0;
      while (scanned.find()) {
        rows += Long.parseLong(scanned.group(1));
      }
      return rows;
    }
  }
}
