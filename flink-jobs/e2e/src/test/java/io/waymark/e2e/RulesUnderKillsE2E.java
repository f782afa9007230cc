package io.waymark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.cluster.ClusterSize;
import io.waymark.app.job.Job;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules change while processes are killed: each event is judged by the version of its time, in
 * whichever task and however often it is read. {@code -Dwaymark.e2e.rule-changes=PT10M
 * -Dwaymark.e2e.starts=200} is the long profile.
 */
@Timeout(7200)
class RulesUnderKillsE2E {
  private static final Duration CHANGES =
      Profile.duration("waymark.e2e.rule-changes", Duration.ofSeconds(15));
  private static final int STARTS = Integer.getInteger("waymark.e2e.starts", 3);

  private static final long BETWEEN_EVENTS = 25;
  private static final long DONE_AFTER = 300;
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(8);
  private static final int KILLED_WITHIN = 4_000;

  @TempDir Path folder;

  @Test
  void aChangeASecondWhileTaskManagersAreKilledJudgesEachEventByTheVersionOfItsTime() {
    try (TestCluster cluster = TestCluster.start(folder, new ClusterSize(1, 2));
        Installation installation = new Installation(folder, cluster.servers())) {
      installation.createTopics();
      new ChangingRules(0, 0).publish(installation, 0);
      cluster.run(installation, 2);
      ChangingRules rules =
          new ChangingRules(System.currentTimeMillis() + 500, (int) CHANGES.toSeconds());
      Set<String> expected = new HashSet<>();
      List<Event> events = events(rules, expected);
      try (Changes changes = Changes.start(installation, rules);
          LiveFeed feed = LiveFeed.start(installation, events);
          Topic<Signal> signals =
              new Topic<>(
                  installation, installation.topics().signals(), new SignalCodec()::decode)) {
        for (int kills = 0; !feed.isOver(); kills++) {
          awaitAllSent(feed, BETWEEN_KILLS);
          if (!feed.isOver()) {
            cluster.kill("taskmanager-" + (1 + kills % 2));
            cluster.up();
            cluster.awaitWell(System.currentTimeMillis());
          }
        }
        changes.assertWereInTime();
        signals.await(
            expected.size() + " different signals",
            all -> names(all).containsAll(expected),
            cluster::output);
        cluster.awaitWell(System.currentTimeMillis());
        assertThat(names(signals.toEnd())).isEqualTo(expected);
        // What was sent twice is known by its id.
        assertThat(signals.all().stream().map(Signal::signalId).distinct()).hasSameSizeAs(expected);
      }
    }
  }

  /** Half of them pings, the others begin something, every second of those ends it. */
  private static List<Event> events(ChangingRules rules, Set<String> expected) {
    List<Event> events = new ArrayList<>();
    int i = 0;
    for (long time = rules.start(); time < rules.end(); time += BETWEEN_EVENTS, i++) {
      String customer = "c" + i;
      if (i % 2 == 0) {
        events.add(event(customer, "ping", time));
        expected.add(rules.ofPing(customer, time));
      } else {
        events.add(event(customer, "begin", time));
        if (i % 4 == 1) {
          events.add(event(customer, "done", time + DONE_AFTER));
        } else {
          expected.addAll(rules.ofBegin(customer, time));
        }
      }
    }
    events.sort(Event.ORDER);
    return events;
  }

  private static void awaitAllSent(LiveFeed feed, Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!feed.isOver() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static Set<String> names(List<Signal> signals) {
    Set<String> names = new HashSet<>();
    for (Signal signal : signals) {
      assertThat(signal.status()).isEqualTo(Signal.Status.FIRED);
      names.add(
          ChangingRules.signal(
              signal.ruleId(), signal.ruleVersion() - 1, signal.customerId(), signal.occurredAt()));
    }
    return names;
  }

  /** Publishes one version after the other, each at its time. */
  private static final class Changes implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final AtomicReference<Object> problem = new AtomicReference<>();

    static Changes start(Installation installation, ChangingRules rules) {
      Changes changes = new Changes();
      for (int n = 1; n <= rules.changes(); n++) {
        int version = n;
        long due = rules.publishedAt(version);
        changes.executor.schedule(
            () -> changes.publish(installation, rules, version, due),
            due - System.currentTimeMillis(),
            TimeUnit.MILLISECONDS);
      }
      return changes;
    }

    private void publish(Installation installation, ChangingRules rules, int version, long due) {
      try {
        rules.publish(installation, version);
        if (System.currentTimeMillis() > due + ChangingRules.NOTICE / 2) {
          problem.compareAndSet(null, "version " + version + " took too long to be published");
        }
      } catch (RuntimeException e) {
        problem.compareAndSet(null, e);
      }
    }

    /** Of versions that were published too late nothing could be expected. */
    void assertWereInTime() {
      assertThat(problem.get()).isNull();
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }

  /**
   * Before each start one more rule is published while nothing runs, and events wait that only it
   * finds; before the first there is none at all, at the last there are a thousand.
   */
  @Test
  void eventsThatWaitAreJudgedByWhatWasPublishedBeforeThemHoweverOftenTheStartIsKilled() {
    Random random = new Random(30);
    Map<String, String> rules = new TreeMap<>();
    Set<String> expected = new HashSet<>();
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      send(installation, "e0", expected);
      killedStart(installation, true, random);
      for (int start = 1; start <= STARTS; start++) {
        if (start == STARTS) {
          for (int i = 0; i < 1_000; i++) {
            rules.put("other-" + i, rule("other-" + i, "never-" + i));
          }
        }
        rules.put("rule-" + start, rule("rule-" + start, "e" + start));
        rules.put("rule-0", rule("rule-0", "e0"));
        push(installation, rules);
        send(installation, "e" + start, expected);
        if (start < STARTS) {
          killedStart(installation, start % 2 == 0, random);
        }
      }
      try (Child job = installation.run(Job.JOURNEY, 2);
          Topic<String> signals =
              new Topic<>(
                  installation,
                  installation.topics().signals(),
                  value -> {
                    Signal signal = new SignalCodec().decode(value);
                    return signal.ruleId().replace("rule-", "e") + " " + signal.customerId();
                  })) {
        signals.awaitAll(expected, job::output);
        installation.awaitCheckpoints(2, job::output);
        assertThat(new HashSet<>(signals.toEnd())).isEqualTo(expected);
      }
    }
  }

  /** Starts the job and kills it: while it begins, or when it has left something to go on from. */
  private static void killedStart(Installation installation, boolean resumable, Random random) {
    try (Child job = installation.run(Job.JOURNEY, 2)) {
      if (resumable) {
        installation.awaitCheckpoints(1, job::output);
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(KILLED_WITHIN)).toNanos());
      job.kill();
    }
  }

  private static void send(Installation installation, String type, Set<String> expected) {
    InteractionCodec codec = new InteractionCodec();
    for (int i = 0; i < 40; i++) {
      String customer = type + "-c" + i;
      Event event = event(customer, type, System.currentTimeMillis());
      installation.send(i % Load.PARTITIONS, codec.encode(event));
      expected.add(type + " " + customer);
    }
    installation.await(null);
  }

  private static String rule(String id, String type) {
    return "rules:\n  - {id: %s, title: %s, when: {event: %s}}\n".formatted(id, id, type);
  }

  private static void push(Installation installation, Map<String, String> documents) {
    Properties client = new Properties();
    client.put("bootstrap.servers", installation.servers());
    new RulesTopic(client, installation.topics().rules(), InstantSource.system())
        .push(documents, (id, text, millis) -> text);
  }

  private static Event event(String customer, String type, long time) {
    return new Event(
        customer + "-" + type, type, time, customer, null, null, "web", null, Map.of());
  }
}
