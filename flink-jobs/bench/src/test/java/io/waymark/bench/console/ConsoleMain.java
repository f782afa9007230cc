package io.waymark.bench.console;

import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.Parent;
import io.waymark.console.Console;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.access.Access;
import io.waymark.console.population.Population;
import io.waymark.console.population.StoreSize;
import io.waymark.console.store.Database;
import io.waymark.console.store.DatabaseAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;

/** Fills a store and opens a console on it: the process that is measured. */
public final class ConsoleMain {
  /** Where it is, and what can be asked for there. */
  public record Ready(String page, List<String> reads) {}

  private static final int PLACES = 100;
  private static final int RULES = 100;
  private static final int AUDIT = 10_000;

  private ConsoleMain() {}

  /**
   * Takes a JDBC URL, how many customers, how many alerts, the event time, and where to say that it
   * is ready.
   */
  public static void main(String[] args) throws Exception {
    Parent.endWithIt();
    DatabaseAddress address = new DatabaseAddress(args[0], null, null);
    StoreSize size = size(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    try (Database database = Database.open(address)) {
      Population.fill(database, size, Long.parseLong(args[3]));
    }
    // Of a broker that is away no page waits.
    Properties client = new Properties();
    client.put("bootstrap.servers", "127.0.0.1:1");
    Console console =
        Console.start(
            new ConsoleSettings(
                "127.0.0.1", 0, null, new Access.Open(), client, "waymark.", address),
            InstantSource.system());
    ChildJvm.write(new Ready(console.page().toString(), console.reads()), Path.of(args[4]));
    Thread.currentThread().join();
  }

  /** A store of a large shop. */
  public static StoreSize size(int customers, int alerts) {
    return new StoreSize(customers, alerts, PLACES, RULES, AUDIT);
  }
}
