package io.waymark.console;

import io.waymark.console.access.Masking;
import io.waymark.console.feed.Arrivals;
import io.waymark.console.feed.AuditHeads;
import io.waymark.console.feed.BrokerProbe;
import io.waymark.console.feed.PauseWriter;
import io.waymark.console.feed.Status;
import io.waymark.console.feed.TopicReader;
import io.waymark.console.feed.WatchedTopics;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.AuditWitness;
import io.waymark.console.store.Database;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Notary;
import io.waymark.console.store.Pseudonyms;
import io.waymark.console.store.Retention;
import io.waymark.console.web.Address;
import io.waymark.console.web.WebServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running console: it reads the topics, keeps what they say, and shows it. */
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final Database database;
  private final BrokerProbe probe;
  private final TopicReader reader;
  private final WebServer server;
  private final AuditWitness witness;
  private final ScheduledExecutorService housekeeping;

  private Console(
      Database database,
      BrokerProbe probe,
      TopicReader reader,
      WebServer server,
      AuditWitness witness,
      ScheduledExecutorService housekeeping) {
    this.database = database;
    this.probe = probe;
    this.reader = reader;
    this.server = server;
    this.witness = witness;
    this.housekeeping = housekeeping;
  }

  /**
   * Starts it. A broker that does not answer is waited for, and the page says so.
   *
   * @throws io.waymark.console.store.DatabaseUnavailable if there is no store
   * @throws io.waymark.console.web.CannotListen if the address can't be had
   */
  public static Console start(ConsoleSettings settings, InstantSource wall) {
    Database database = Database.open(settings.database(), settings.keyFile());
    try {
      AuditLog audit = new AuditLog(database, wall);
      AuditWitness witness =
          AuditWitness.of(
              audit,
              settings.keyFile().resolveSibling("console.audit"),
              new AuditHeads(settings.client(), settings.prefix(), wall));
      witness.look();
      Pseudonyms pseudonyms = Pseudonyms.of(database);
      Intake intake = new Intake(database, pseudonyms, audit, wall);
      Arrivals arrivals = new Arrivals();
      WatchedTopics topics = new WatchedTopics(settings.prefix(), settings.sources());
      BrokerProbe probe = new BrokerProbe(settings.client(), topics, wall);
      Status status = new Status(probe, arrivals, intake, new Kpis(database), topics, wall);
      WebServer server =
          WebServer.start(
              new Address(settings.host(), settings.port(), settings.publicUrl()),
              settings.access(),
              settings.idle(),
              settings.zone(),
              new PauseWriter(settings.client(), settings.prefix(), wall),
              database,
              audit,
              new Masking(pseudonyms),
              status,
              wall);
      TopicReader reader =
          new TopicReader(
              settings.client(), settings.prefix(), intake, arrivals, wall, server::stored);
      probe.start();
      reader.start();
      return new Console(
          database,
          probe,
          reader,
          server,
          witness,
          housekeeping(new Retention(database, wall), witness));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static ScheduledExecutorService housekeeping(Retention retention, AuditWitness witness) {
    ScheduledExecutorService housekeeping =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "console-housekeeping");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        housekeeping.scheduleWithFixedDelay(
            () -> attempt(retention::trim, "what is too old could not be taken away"),
            1,
            60,
            TimeUnit.MINUTES);
    unused =
        housekeeping.scheduleWithFixedDelay(
            () -> attempt(witness::look, "where the audit ends could not be kept"),
            10,
            10,
            TimeUnit.SECONDS);
    // It waits for the brokers.
    unused = housekeeping.scheduleWithFixedDelay(() -> notarise(witness), 5, 30, TimeUnit.SECONDS);
    return housekeeping;
  }

  private static void notarise(AuditWitness witness) {
    try {
      witness.notarise();
    } catch (Notary.Away | RuntimeException e) {
      LOG.warn("where the audit ends is not in Kafka yet; it is tried again", e);
    }
  }

  /** A failure would end the repetition. */
  private static void attempt(Runnable task, String failed) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{}; it is tried again", failed, e);
    }
  }

  /** Where people look. */
  public URI page() {
    return server.page();
  }

  /** All addresses that are read, as JSON, with the names of what stands in them in braces. */
  public List<String> reads() {
    return server.reads();
  }

  @Override
  public void close() {
    housekeeping.shutdownNow();
    reader.close();
    probe.close();
    server.close();
    attempt(witness::look, "where the audit ends could not be kept");
    notarise(witness);
    database.close();
  }
}
