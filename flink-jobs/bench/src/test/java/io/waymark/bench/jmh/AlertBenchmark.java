package io.waymark.bench.jmh;

import io.waymark.domain.alert.AlertLifecycle;
import io.waymark.domain.alert.AlertState;
import io.waymark.domain.alert.Report;
import io.waymark.domain.anomaly.CohortLimits;
import io.waymark.domain.anomaly.CohortPolicy;
import io.waymark.domain.anomaly.CohortState;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.alert.AlertStateSerializer;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one more customer costs the alert of a busy group. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AlertBenchmark {
  private static final long START = 1_767_225_600_000L;
  private static final int TOGETHER = 100;

  /** That are open. */
  @Param({"10", "1000"})
  int fires;

  private final AlertLifecycle lifecycle = new AlertLifecycle();
  private final DataOutputSerializer out = new DataOutputSerializer(1 << 17);
  private byte[] stored = new byte[0];
  private final CohortPolicy policy = new CohortPolicy(CohortLimits.DEFAULT);
  private byte[] cohort = new byte[0];
  private int next;

  @Setup
  public void prepare() throws IOException {
    @Nullable AlertState state = null;
    for (int i = 0; i < fires; i++) {
      state = lifecycle.advance(state, report(i), 11L, START + i).state();
    }
    stored = written(state);
    next = fires;
    cohort = cohortOf(fires - 1);
  }

  private byte[] cohortOf(int customers) {
    CohortState state = new CohortState();
    for (int i = 0; i < customers; i++) {
      policy.take(state, START + i, "c" + i, START);
    }
    return Objects.requireNonNull(state.toBytes());
  }

  private static Report report(int number) {
    return new Report(
        "9f8e7d6c5b4a39281706f5e49f8e7d6c",
        "payment-failed",
        Map.of("touchpoint", "/checkout"),
        "Payment failed",
        "web",
        null,
        "1f2e3d4c5b6a79881f2e3d4c" + number,
        Signal.Status.FIRED,
        Severity.HIGH,
        "c" + number,
        "/checkout",
        "web",
        START + number,
        START + number,
        null);
  }

  private byte[] written(@Nullable AlertState state) throws IOException {
    out.clear();
    AlertStateSerializer.INSTANCE.serialize(Objects.requireNonNull(state), out);
    return out.getCopyOfBuffer();
  }

  private AlertState read() throws IOException {
    return AlertStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(stored));
  }

  /** Each with a look at the state of its own. */
  @Benchmark
  public byte[] oneByOne() throws IOException {
    next++;
    return written(lifecycle.advance(read(), report(next), 11L, START + next).state());
  }

  /** A hundred with one look, as of a tenth of a second. */
  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public byte[] together() throws IOException {
    @Nullable AlertState state = read();
    for (int i = 0; i < TOGETHER; i++) {
      next++;
      state = lifecycle.advance(state, report(next), 11L, START + next).state();
    }
    return written(state);
  }

  /** What it costs to see that it happens to many. */
  @Benchmark
  public byte[] cohort() {
    CohortState state = CohortState.of(cohort);
    policy.take(state, START, "c" + next++, START - 1);
    return Objects.requireNonNull(state.toBytes());
  }
}
