package io.waymark.app.demo;

import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.intervention.DecisionClock;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demo: starts everything on this machine, shows what is found until it is stopped or its time
 * is over, and takes everything away again.
 */
public final class Demo {
  private static final int MOST_SUBTASKS = 4;
  private static final Duration POLL = Duration.ofMillis(100);

  /** A broker that ends because the whole terminal was interrupted ends a little before us. */
  private static final Duration INTERRUPTION = Duration.ofMillis(500);

  private final DemoSettings settings;
  private final PrintWriter out;
  private final Screen screen;
  private final Palette palette;
  private final Clock wall = Clock.systemDefaultZone();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread starting;

  /**
   * @param out for what is found, and the summary
   * @param err for messages and the status
   * @param terminal whether both are a terminal
   */
  public Demo(
      DemoSettings settings, PrintWriter out, PrintWriter err, boolean terminal, boolean colour) {
    this.settings = settings;
    this.out = out;
    this.screen = new Screen(out, err, terminal, wall.millis());
    this.palette = new Palette(colour);
  }

  /**
   * Runs until {@link #stop} or the end of its time.
   *
   * @throws DemoFailed if something does not start or ends by itself
   */
  public void run() {
    synchronized (this) {
      starting = Thread.currentThread();
    }
    try (WorkFolder work = WorkFolder.create()) {
      run(work);
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        throw e;
      }
      // Whatever fails while everything ends is a part of the end.
    } finally {
      screen.clear();
      ended.countDown();
    }
  }

  /** Asks for the end and waits for it a while; for another thread than that of {@link #run}. */
  public void stop() {
    stop.countDown();
    synchronized (this) {
      if (starting != null) {
        starting.interrupt();
      }
    }
    try {
      ended.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void started() {
    starting = null;
  }

  private void run(WorkFolder work) {
    var events = settings.events();
    EventLog log = events == null ? null : EventLog.scan(events);
    screen.message("Starting Kafka …");
    try (Stage stage = Stage.build(work, settings.catalogue(), wall);
        MetricBoard board = MetricBoard.open()) {
      Program program = Program.of(settings, log, wall.millis());
      List<Rule> rules = settings.catalogue().rules();
      screen.message("Starting Flink …");
      try (Shop shop = program.open(rules);
          Visitors visitors =
              Visitors.start(
                  shop, program.clock(), wall, stage.client(), stage.topics().interactions());
          DemoCluster cluster =
              DemoCluster.start(
                  new DemoJob(stage.client(), stage.topics(), decisions(program)),
                  Math.min(MOST_SUBTASKS, Runtime.getRuntime().availableProcessors()),
                  work.path(),
                  board);
          Findings findings = new Findings(stage.client(), stage.topics())) {
        started();
        LongFunction<String> time = times(program.clock());
        new Legend(palette, time)
            .lines(
                program,
                stage.broker().bootstrapServers(),
                stage.broker().pid(),
                cluster.webUi(),
                rules.size())
            .forEach(screen::message);
        watch(program, stage, visitors, cluster, findings, new Health(board), time);
      } catch (java.io.IOException e) {
        throw new DemoFailed("cannot read the events: " + e.getMessage(), e);
      }
    }
  }

  private void watch(
      Program program,
      Stage stage,
      Visitors visitors,
      DemoCluster cluster,
      Findings findings,
      Health health,
      LongFunction<String> time) {
    DemoTally tally = new DemoTally();
    Map<String, Rule> rules =
        settings.catalogue().rules().stream()
            .collect(Collectors.toMap(Rule::id, Function.identity()));
    Watch watch =
        new Watch(new FindingLines(palette, rules, time), screen, tally, program.log() == null);
    long begun = wall.millis();
    Duration length = settings.length();
    long end = length == null ? Long.MAX_VALUE : begun + length.toMillis();
    boolean over = false;
    for (long now = begun; now < end && stop.getCount() > 0; now = wall.millis()) {
      for (Finding finding : findings.poll(POLL, now)) {
        watch.take(finding, now);
      }
      if (watch.isHistory() && health.evaluatedUntil() >= program.clock().opening()) {
        watch.opened("Found in the last " + Spans.format(SimulatedShop.HISTORY.toMillis()));
      }
      watch.tick(now);
      if (visitors.isOver() && !over) {
        over = true;
        screen.message("The log has ended. Time goes on, so what is due later still comes.");
      }
      screen.status(
          health
              .status(
                  now,
                  program.clock().at(now),
                  tally.openAlerts(),
                  tally.triggers(Trigger.Status.ISSUED))
              .text(palette),
          now);
      check(stage, visitors, cluster);
    }
    watch.end();
    screen.clear();
    new DemoSummary(health.events(), health.refused(), health.withheld(), tally).print(out);
  }

  /** Nothing may have ended by itself. */
  private void check(Stage stage, Visitors visitors, DemoCluster cluster) {
    String failure = null;
    Exception lost = visitors.failure();
    if (!stage.broker().isAlive()) {
      failure = "the Kafka broker has ended by itself";
    } else if (cluster.failure() != null) {
      failure = "the job has failed: " + cluster.failure();
    } else if (lost != null) {
      failure = "events could not be written to Kafka: " + lost.getMessage();
    }
    if (failure != null && !stopsWithin(INTERRUPTION)) {
      throw new DemoFailed(failure, lost);
    }
  }

  private boolean stopsWithin(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A faster shop lives in the past, where the wall clock would find every trigger too late. */
  private static DecisionClock decisions(Program program) {
    return program.clock().speed() == 1
        ? DecisionClock.wallClock(Clock.systemUTC())
        : DecisionClock.eventTime();
  }

  private LongFunction<String> times(ShopClock clock) {
    boolean days = clock.start() - clock.opening() > Duration.ofHours(20).toMillis();
    ZoneId zone = wall.getZone();
    DateTimeFormatter format = DateTimeFormatter.ofPattern(days ? "MM-dd HH:mm:ss" : "HH:mm:ss");
    return millis -> format.format(Instant.ofEpochMilli(millis).atZone(zone));
  }
}
