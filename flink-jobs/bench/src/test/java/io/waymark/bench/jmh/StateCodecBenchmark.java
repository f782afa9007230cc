package io.waymark.bench.jmh;

import io.waymark.bench.log.Patterns;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** A journey to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StateCodecBenchmark {
  private static final long START = 1_767_225_600_000L;
  private static final String CUSTOMER = "c4711";

  /** What opens an instance of one of the sixteen rules, and what its key is. */
  private static final String[][] OPENING = {
    {"add_to_cart", "cart_id"}, {"form_started", "form_id"}, {"chat_queued", "conversation_id"}
  };

  @Param({"0", "1", "20"})
  int instances;

  private final EngineBenchmark.Discarded discarded = new EngineBenchmark.Discarded();
  private FrictionEngine engine;
  private CustomerState state;
  private byte[] stored;

  @Setup
  public void prepare() {
    engine =
        new FrictionEngine(
            CatalogueLoader.load("bench", Patterns.rules(16)).rules(), Limits.DEFAULT);
    state = engine.newCustomer(CUSTOMER);
    engine.accept(state, event(0, "page_view", "load_ms", 400L), discarded);
    for (int i = 0; i < instances; i++) {
      String[] opening = OPENING[i % OPENING.length];
      String key = "s-1f2e3d4c5b6a7988-9ix-" + i;
      engine.accept(state, event(1 + i, opening[0], opening[1], key), discarded);
    }
    stored = engine.write(state, discarded);
    if (state.openInstances() != instances) {
      throw new IllegalStateException(state.openInstances() + " instances are open");
    }
  }

  private static Event event(int number, String type, String attribute, Object value) {
    return new Event(
        "9f8e7d6c5b4a39281706f5e4-" + number,
        type,
        START + number,
        CUSTOMER,
        null,
        "s-1f2e3d4c5b6a7988-9ix",
        "web",
        "/c7",
        Map.of("value", 12.5, attribute, value));
  }

  /** As an event's first step. */
  @Benchmark
  public CustomerState read() {
    return engine.read(CUSTOMER, stored);
  }

  /** With every instance an object, as if each had been touched. */
  @Benchmark
  public byte[] write() {
    return engine.write(state, discarded);
  }

  /** With no instance touched. */
  @Benchmark
  public byte[] readAndWrite() {
    return engine.write(engine.read(CUSTOMER, stored), discarded);
  }
}
