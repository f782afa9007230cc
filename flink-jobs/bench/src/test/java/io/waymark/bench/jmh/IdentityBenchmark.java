package io.waymark.bench.jmh;

import io.waymark.catalogue.Catalogue;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.identity.Device;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** What it costs to know who somebody is: at the source, on a device that is known, at a login. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdentityBenchmark {
  private static final long TIME = 1_767_225_600_000L;

  private final InteractionCodec codec = new InteractionCodec();
  private final EngineBenchmark.Discarded discarded = new EngineBenchmark.Discarded();
  private final byte[] known = codec.encode(event("e1", "page_view", "c1", "d1"));
  private final byte[] bare = codec.encode(event("e1", "page_view", "c1", null));
  private final Event clicked = event("e2", "page_view", null, "d1");
  private final Event login = event("e9", "identify", "c1", "d1");
  private FrictionEngine engine;
  private byte[] linked;
  private byte[] anonymous;
  private byte[] customer;

  @Setup
  public void prepare() {
    engine =
        new FrictionEngine(
            Catalogue.shipped().rules(), Catalogue.shipped().model(), Limits.DEFAULT);
    Device device = Device.read(engine, "d1", null);
    for (int i = 0; i < 10; i++) {
      device.accept(
          event("a" + i, i % 2 == 0 ? "view_item" : "add_to_cart", null, "d1"), discarded);
    }
    anonymous = device.write(discarded);
    device.take(login, discarded);
    linked = device.write(discarded);
    CustomerState state = engine.newCustomer("c1");
    for (int i = 0; i < 10; i++) {
      engine.accept(state, event("b" + i, "page_view", "c1", null), discarded);
    }
    customer = engine.write(state, discarded);
  }

  /** An event of a known customer at the source, with the anonymous id that trackers send along. */
  @Benchmark
  public Object knownCustomer() throws UndecodableException {
    return codec.peek(known);
  }

  /** The same without one. */
  @Benchmark
  public Object knownCustomerWithoutDevice() throws UndecodableException {
    return codec.peek(bare);
  }

  /** An event on a device whose customer is known, up to where it is sent on. */
  @Benchmark
  public Object linkedDevice() {
    Device device = Device.read(engine, "d1", linked);
    String owner = device.ownerOf(clicked);
    return owner == null ? linked : device.write(discarded);
  }

  /** A login: a device's journey of ten events becomes part of a customer's. */
  @Benchmark
  public Object login() {
    Device device = Device.read(engine, "d1", anonymous);
    CustomerState state = engine.read("c1", customer);
    var joined = device.take(login, discarded).handOver();
    if (joined != null) {
      engine.merge(state, joined, discarded);
    }
    return engine.write(state, discarded);
  }

  private static Event event(
      String id, String type, @Nullable String customer, @Nullable String device) {
    return new Event(
        id,
        type,
        TIME + id.hashCode() % 100,
        customer,
        device,
        "s1",
        "web",
        "/item",
        Map.of("item_id", "i1", "cart_id", "k1", "value", 12.5));
  }
}
