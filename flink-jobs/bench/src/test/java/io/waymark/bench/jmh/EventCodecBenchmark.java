package io.waymark.bench.jmh;

import io.waymark.bench.log.BenchLog;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event of the log to bytes, through the source, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventCodecBenchmark {
  /** A power of two. */
  private static final int EVENTS = 1 << 12;

  private final InteractionCodec codec = new InteractionCodec();
  private final Event[] events = new Event[EVENTS];
  private final byte[][] messages = new byte[EVENTS][];
  private final byte[][] bodies = new byte[EVENTS][];
  private int next;

  @Setup
  public void prepare() {
    BenchLog log = new BenchLog(7, 200_000, Integer.MAX_VALUE, 1_767_225_600_000L, 1);
    for (int i = 0; i < EVENTS; i++) {
      events[i] = log.next();
      messages[i] = codec.encode(events[i]);
      bodies[i] = codec.encodeBody(events[i]);
    }
  }

  /** As a producer does. */
  @Benchmark
  public byte[] encode() {
    return codec.encode(events[index()]);
  }

  /** As the source does: everything is checked, little is made. */
  @Benchmark
  public PeekedInteraction peek() throws UndecodableException {
    return codec.peek(messages[index()]);
  }

  /** As the journey operator does when the event's time has come. */
  @Benchmark
  public Event decodeBody() {
    return codec.decodeBody(bodies[index()]);
  }

  private int index() {
    return next++ & (EVENTS - 1);
  }
}
