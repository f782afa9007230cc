package io.waymark.bench.jmh;

import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.Patterns;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.CatalogueRule;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event through the engine: state read from bytes, evaluated, written to bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
  private static final int ALL_EVENTS = 4_000_000;
  private static final int CUSTOMERS = 200_000;

  /** Of the customers, so that all fits into memory at the density of the whole log. */
  private static final int ONE_IN = 13;

  @Param({"1", "16", "100", "1000"})
  int rules;

  /** Whether there are journeys beneath the rules. */
  @Param({"false", "true"})
  boolean journeys;

  private FrictionEngine engine;
  private List<Event> events;
  private final Map<String, byte[]> states = new HashMap<>();
  private final Discarded discarded = new Discarded();
  private int next;

  @Setup
  public void prepare() {
    engine =
        new FrictionEngine(
            CatalogueLoader.load("bench", Patterns.rules(rules)).entries().stream()
                .map(CatalogueRule::rule)
                .toList(),
            journeys ? Catalogue.shipped().model() : null,
            Limits.DEFAULT,
            null);
    BenchLog log = new BenchLog(7, CUSTOMERS, ALL_EVENTS, 1_767_225_600_000L, 1);
    events = new ArrayList<>();
    while (log.hasNext()) {
      Event event = log.next();
      if (event.customer().hashCode() % ONE_IN == 0) {
        events.add(event);
      }
    }
    events.sort(Comparator.comparingLong(Event::time));
  }

  @Benchmark
  public @Nullable Object event() {
    if (next == events.size()) {
      next = 0;
      states.clear();
    }
    Event event = events.get(next++);
    String customer = event.customer();
    byte[] stored = states.get(customer);
    CustomerState state =
        stored == null ? engine.newCustomer(customer) : engine.read(customer, stored);
    engine.accept(state, event, discarded);
    engine.advance(state, event.time(), discarded);
    byte[] written = engine.write(state, discarded);
    states.put(customer, written);
    discarded.bytes += written.length;
    return written;
  }

  /** Counts, so that nothing is optimised away. */
  static final class Discarded implements Effects {
    long signals;
    long bytes;

    @Override
    public void signal(Signal signal) {
      signals++;
    }

    @Override
    public void fact(Fact fact) {}

    @Override
    public void count(String ruleId, Occurrence occurrence) {}
  }

  /** For a profiler: {@code EngineBenchmark RULES SECONDS}. */
  public static void main(String[] args) {
    EngineBenchmark benchmark = new EngineBenchmark();
    benchmark.rules = Integer.parseInt(args[0]);
    benchmark.prepare();
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      long start = System.nanoTime();
      benchmark.discarded.bytes = 0;
      benchmark.discarded.signals = 0;
      for (int i = 0; i < benchmark.events.size(); i++) {
        benchmark.event();
      }
      System.out.printf(
          "%d rules: %d ns an event, %d bytes, %d signals%n",
          benchmark.rules,
          (System.nanoTime() - start) / benchmark.events.size(),
          benchmark.discarded.bytes / benchmark.events.size(),
          benchmark.discarded.signals);
    }
  }
}
