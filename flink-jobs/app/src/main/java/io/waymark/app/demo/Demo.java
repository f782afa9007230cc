package io.waymark.app.demo;

import io.waymark.app.broker.BrokerFailed;
import io.waymark.app.format.ExperimentTable;
import io.waymark.app.kafka.ExperimentsTopic;
import io.waymark.app.work.WorkFolder;
import io.waymark.console.Console;
import io.waymark.domain.experiment.ExperimentResult;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.intervention.DecisionClock;
import java.io.IOException;
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
  private static final int PARTITIONS = 4;

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
   * @param colour whether to use colours
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
    try (WorkFolder work = workFolder()) {
      try {
        run(work);
      } catch (BrokerFailed e) {
        if (stop.getCount() > 0) {
          work.keep();
        }
        throw new DemoFailed(String.valueOf(e.getMessage()), e);
      }
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

  private static WorkFolder workFolder() {
    try {
      return WorkFolder.create("waymark-demo-");
    } catch (IOException e) {
      throw new DemoFailed(
          "cannot make a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private synchronized void started() {
    starting = null;
  }

  private void run(WorkFolder work) {
    var events = settings.events();
    EventLog log = events == null ? null : EventLog.scan(events);
    screen.message("Starting Kafka …");
    int width = width(log);
    try (Stage stage = Stage.build(work, settings.catalogue(), width, wall);
        MarketingSystem marketing = MarketingSystem.start(work.path(), wall);
        Console console = OpsConsole.start(stage.client(), stage.topics(), work.path(), wall);
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
                  new DemoJob(
                      stage.client(),
                      stage.topics(),
                      decisions(program),
                      marketing.senders(),
                      program.anomalies()),
                  Math.min(width, Runtime.getRuntime().availableProcessors()),
                  work.path(),
                  board);
          Findings findings = new Findings(stage.client(), stage.topics())) {
        started();
        LongFunction<String> time = times(program.clock());
        new Legend(palette, time)
            .lines(
                program,
                stage.broker(),
                new Legend.Pages(console.page(), cluster.webUi(), marketing.page()),
                rules.size(),
                work.path())
            .forEach(screen::message);
        FindingLines lines = new FindingLines(palette, rulesById(rules), time);
        DemoSummary summary =
            new RunningDemo(
                    program,
                    new RunningDemo.Parts(stage, visitors, cluster, findings),
                    new Health(board),
                    screen,
                    palette,
                    lines,
                    wall)
                .run(settings.length(), this::endAsked);
        screen.clear();
        summary.print(out);
        printOutcomes(stage);
      } catch (IOException e) {
        throw new DemoFailed("cannot read the events: " + e.getMessage(), e);
      }
    }
  }

  /**
   * A log in one partition has its time as it was recorded. Spread over several, each would wait
   * for those that happen to be empty for days of a fast replay.
   */
  private static int width(@Nullable EventLog log) {
    return log == null ? PARTITIONS : 1;
  }

  private static Map<String, Rule> rulesById(List<Rule> rules) {
    return rules.stream().collect(Collectors.toMap(Rule::id, Function.identity()));
  }

  private boolean endAsked(Duration patience) {
    try {
      return stop.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void printOutcomes(Stage stage) {
    List<ExperimentResult> results =
        new ExperimentsTopic(stage.client(), stage.topics().experiments()).read();
    if (results.isEmpty()) {
      return;
    }
    out.println();
    out.printf(
        "Did it help, within %d minutes? Who got it against who was kept without:%n",
        DemoJob.OUTCOME_WITHIN.toMinutes());
    ExperimentTable.print(out, results);
    out.flush();
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
