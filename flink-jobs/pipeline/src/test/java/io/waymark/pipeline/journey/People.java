package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.erasure.Pseudonyms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * The operators of customers, of devices and between them, connected as in the topology, driven by
 * hand.
 */
final class People implements AutoCloseable {
  private static final Pseudonyms PSEUDONYMS = ErasureSettings.DEFAULT.salt().pseudonyms();

  /** What a checkpoint of all has. */
  record Checkpoint(
      OperatorSubtaskState customers,
      OperatorSubtaskState devices,
      OperatorSubtaskState links,
      int parallelism) {}

  private final int parallelism;
  private final JourneyHarness customers;
  private final JourneyHarness devices;
  private final KeyedOneInputStreamOperatorTestHarness<String, Envelope, Envelope> links;
  private long latest = Long.MIN_VALUE;
  private long checkpoint;

  private People(
      int parallelism,
      JourneyHarness customers,
      JourneyHarness devices,
      KeyedOneInputStreamOperatorTestHarness<String, Envelope, Envelope> links) {
    this.parallelism = parallelism;
    this.customers = customers;
    this.devices = devices;
    this.links = links;
  }

  static People start(JourneyHarness.Setup setup) throws Exception {
    return restore(setup, null);
  }

  static People restore(JourneyHarness.Setup setup, @Nullable Checkpoint from) throws Exception {
    return new People(
        setup.parallelism(),
        from == null ? setup.start() : setup.restore(from.customers, from.parallelism),
        from == null
            ? setup.ofDevices().start()
            : setup.ofDevices().restore(from.devices, from.parallelism),
        links(setup, from));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Envelope, Envelope> links(
      JourneyHarness.Setup setup, @Nullable Checkpoint from) throws Exception {
    var links =
        new KeyedOneInputStreamOperatorTestHarness<String, Envelope, Envelope>(
            new KeyedProcessOperator<>(
                new CustomersDevices(ErasureSettings.DEFAULT.remembered(), Rules.LIMITS.device())),
            Envelope::customer,
            Types.STRING);
    // Whole checkpoints: at one parallelism an incremental one would refer to those before it.
    links.setStateBackend(new EmbeddedRocksDBStateBackend(false));
    links.setCheckpointStorage(new FileSystemCheckpointStorage(setup.directory().toUri()));
    links.setup(EnvelopeSerializer.INSTANCE);
    if (from != null) {
      links.initializeState(from.links);
    }
    links.open();
    return links;
  }

  void arrive(Event event) throws Exception {
    Envelope envelope = EventLog.envelope(event);
    latest = Math.max(latest, event.time());
    if (envelope.anonymous()) {
      devices.arrive(envelope);
    } else {
      customers.arrive(envelope);
      if (envelope.tellsOfDevice()) {
        links.processElement(
            envelope.to(PSEUDONYMS.of(envelope.customer()), Envelope.TELLS_OF_DEVICE),
            envelope.time());
      }
    }
    send();
  }

  /** Lets events arrive with the watermark that the bound allows now and then. */
  void arriveInTime(List<Event> events) throws Exception {
    int arrived = 0;
    for (Event event : events) {
      arrive(event);
      if (++arrived % 13 == 0) {
        watermark(latest - Rules.BOUND);
      }
    }
  }

  void watermark(long time) throws Exception {
    devicesWatermark(time);
    customers.watermark(time);
  }

  /** The devices come first: what they send is there before the customers' time moves. */
  void devicesWatermark(long time) throws Exception {
    links.processWatermark(new Watermark(time));
    send();
    devices.watermark(time);
    send();
  }

  private void send() throws Exception {
    for (Object told = links.getOutput().poll(); told != null; told = links.getOutput().poll()) {
      if (told instanceof StreamRecord<?> record) {
        devices.arrive((Envelope) record.getValue());
      }
    }
    for (Envelope envelope : devices.sent()) {
      customers.arrive(envelope);
    }
  }

  void goQuiet() throws Exception {
    customers.goQuiet();
    devices.goQuiet();
  }

  /** All deadlines have come. */
  void end() throws Exception {
    watermark(EventLog.START + 5 * 24 * 60 * Rules.MINUTE);
  }

  Checkpoint snapshot() throws Exception {
    checkpoint++;
    return new Checkpoint(
        customers.snapshot(),
        devices.snapshot(),
        links.snapshot(checkpoint, checkpoint),
        parallelism);
  }

  List<Signal> signals() {
    List<Signal> signals = new ArrayList<>(customers.signals());
    signals.addAll(devices.signals());
    return EventLog.sorted(signals);
  }

  /** Snapshots of journeys, those of devices first, after a while. */
  List<JourneyChange> changes() throws Exception {
    devices.pass(Duration.ofHours(1));
    customers.pass(Duration.ofHours(1));
    return changesSoFar();
  }

  /** Snapshots of journeys that were sent already, those of devices first. */
  List<JourneyChange> changesSoFar() {
    List<JourneyChange> changes = new ArrayList<>(devices.changes());
    changes.addAll(customers.changes());
    return changes;
  }

  List<Fact> facts() {
    return customers.facts();
  }

  List<Fact> factsOfDevices() {
    return devices.facts();
  }

  /** Receipts, those of customers first. */
  List<Erasure> erasures() {
    List<Erasure> erasures = new ArrayList<>(customers.erasures());
    erasures.addAll(devices.erasures());
    var ofLinks = links.getSideOutput(CustomersDevices.ERASURES);
    if (ofLinks != null) {
      ofLinks.forEach(record -> erasures.add(record.getValue()));
    }
    return erasures;
  }

  /** How many entries, timers and events the operators have. */
  long entries() throws Exception {
    return customers.journeys()
        + customers.timers()
        + devices.journeys()
        + devices.timers()
        + keys("devices");
  }

  private long keys(String state) {
    try (var keys =
        links.getOperator().getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  /** What the checkpoint just taken has counted. */
  long count(Ledger.Count kind) throws Exception {
    return customers.count(kind) + devices.count(kind);
  }

  @Override
  public void close() throws Exception {
    customers.close();
    devices.close();
    links.close();
  }

  /** Events of customers on devices, on which they log in and out, and say yes and no. */
  static List<Event> log(int events, long seed) {
    Random random = new Random(seed);
    List<Event> log = new ArrayList<>();
    for (Event event : EventLog.random(8, events, seed)) {
      String device = "d" + random.nextInt(12);
      boolean anonymous = random.nextInt(10) < 7;
      log.add(
          switch (random.nextInt(20)) {
            case 0, 1 -> of(event, "identify", event.customerId(), device, Map.of());
            case 2 -> of(event, "logout", anonymous ? null : event.customerId(), device, Map.of());
            case 3 -> of(event, "alias", event.customerId(), null, Map.of("previous_id", device));
            case 4 ->
                of(event, "identify", event.customerId(), device, Map.of("shared_device", true));
            case 5 ->
                of(
                    event,
                    "consent_updated",
                    anonymous ? null : event.customerId(),
                    device,
                    Map.of("purpose", "marketing", "granted", random.nextBoolean()));
            default ->
                of(event, event.type(), anonymous ? null : event.customerId(), device, Map.of());
          });
    }
    return log;
  }

  static Event of(
      Event event,
      String type,
      @Nullable String customer,
      @Nullable String device,
      Map<String, Object> attributes) {
    return new Event(
        event.id(),
        type,
        event.time(),
        customer,
        device,
        null,
        "web",
        null,
        new LinkedHashMap<>(attributes));
  }
}
