package io.waymark.e2e;

import io.waymark.app.format.EventLines;
import io.waymark.app.simulate.Disorder;
import io.waymark.app.simulate.GeneratedLog;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Simulated events of customers known and unknown, what is to be found in them, and ways in which
 * they may arrive. They end with one event per partition that is so much later that every deadline
 * has come.
 */
record Load(List<Event> log, List<Event> ends) {
  static final int PARTITIONS = 4;
  private static final long BOUND = 1_000;
  private static final Duration AFTERWARDS = Duration.ofDays(40);
  private static final Pattern SIGNAL_ID = Pattern.compile("\"signal_id\":\"([^\"]+)\"");
  private static final Pattern STATUS = Pattern.compile("\"status\":\"([^\"]+)\"");
  private static final Map<Integer, Load> MADE = new ConcurrentHashMap<>();
  private static final Map<Load, Set<String>> FOUND = new HashMap<>();

  /** The size that the build asks for. */
  static int size() {
    return Integer.getInteger("waymark.e2e.events", 12_000);
  }

  static Load of(int events) {
    return MADE.computeIfAbsent(events, Load::generate);
  }

  private static Load generate(int events) {
    List<Event> simulated = new ArrayList<>(events);
    new GeneratedLog(Math.max(100, events / 40), events, 7, 0.3).write(simulated::add, label -> {});
    List<Event> log = Logins.over(simulated);
    long end = log.get(log.size() - 1).time() + AFTERWARDS.toMillis();
    List<Event> ends = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      ends.add(
          new Event("end-" + p, "heartbeat", end, "end-" + p, null, null, null, null, Map.of()));
    }
    return new Load(log, ends);
  }

  /** Everything, by partition, as it may arrive; a number chooses among the ways. */
  List<List<Event>> arrival(long order) {
    List<List<Event>> partitions =
        Disorder.partition(new Disorder(BOUND, 0.01, order).arrivals(log), PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      partitions.get(p).add(ends.get(p));
    }
    return partitions;
  }

  /**
   * What {@code waymark backtest} finds with the shipped catalogue: id and status of each signal.
   */
  Set<String> expected(Path folder) {
    synchronized (FOUND) {
      return FOUND.computeIfAbsent(this, load -> load.backtest(folder));
    }
  }

  private Set<String> backtest(Path folder) {
    return found(folder, Stream.concat(log.stream(), ends.stream()));
  }

  /** The same in any events, which come in their order. */
  static Set<String> found(Path folder, Stream<Event> ordered) {
    Path events = folder.resolve("events.jsonl");
    Path out = folder.resolve("backtest");
    try (EventLines lines = EventLines.create(events)) {
      for (Event event : (Iterable<Event>) ordered::iterator) {
        lines.write(event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Child backtest =
        Child.waymark(folder, "backtest", "--events", events.toString(), "--out", out.toString())) {
      if (backtest.exitCode() != 0) {
        throw new IllegalStateException(backtest.output());
      }
    }
    try (Stream<String> signals = Files.lines(out.resolve("signals.jsonl"))) {
      return signals
          .map(line -> first(SIGNAL_ID, line) + " " + first(STATUS, line))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(Pattern pattern, String line) {
    Matcher found = pattern.matcher(line);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in " + line);
    }
    return found.group(1);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
