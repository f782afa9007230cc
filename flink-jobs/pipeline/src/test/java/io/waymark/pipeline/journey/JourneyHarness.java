package io.waymark.pipeline.journey;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.types.SignalSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The subtasks of a journey operator on RocksDB, driven by hand. */
final class JourneyHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 720;

  private final List<KeyedTwoInputStreamOperatorTestHarness<String, Envelope, RuleUpdate, Signal>>
      subtasks = new ArrayList<>();
  private long latest = Long.MIN_VALUE;
  private long checkpoint;

  private JourneyHarness() {}

  /** How to start one. */
  record Setup(
      Subjects subjects,
      Path directory,
      StateBackend backend,
      int parallelism,
      List<RuleUpdate> rules,
      Set<String> notUnderstood,
      JourneySettings settings,
      RulesAtWork.Nanos nanos) {
    static Setup on(Path directory) {
      return new Setup(
          Subjects.CUSTOMERS,
          directory,
          new EmbeddedRocksDBStateBackend(true),
          1,
          Rules.catalogue(),
          Set.of(),
          JourneySettings.DEFAULT,
          System::nanoTime);
    }

    /** Of devices. */
    Setup ofDevices() {
      return new Setup(
          Subjects.DEVICES, directory, backend, parallelism, rules, notUnderstood, settings, nanos);
    }

    Setup parallelism(int subtasks) {
      return new Setup(
          subjects, directory, backend, subtasks, rules, notUnderstood, settings, nanos);
    }

    Setup backend(StateBackend other) {
      return new Setup(
          subjects, directory, other, parallelism, rules, notUnderstood, settings, nanos);
    }

    Setup rules(List<RuleUpdate> updates) {
      return new Setup(
          subjects, directory, backend, parallelism, updates, notUnderstood, settings, nanos);
    }

    /** A release that lacks some of the patterns. */
    Setup notUnderstood(String... patterns) {
      return new Setup(
          subjects, directory, backend, parallelism, rules, Set.of(patterns), settings, nanos);
    }

    Setup buffer(long bytes) {
      return settings(
          new JourneySettings(
              settings.timeToLive(),
              bytes,
              settings.cacheShare(),
              settings.snapshotInterval(),
              settings.erasures()));
    }

    /** With so much of the heap for journeys at hand; 0 leaves the one in use. */
    Setup cache(double share) {
      return settings(
          new JourneySettings(
              settings.timeToLive(),
              settings.bufferBytes(),
              share,
              settings.snapshotInterval(),
              settings.erasures()));
    }

    /** With so long between two snapshots of one journey. */
    Setup snapshots(Duration interval) {
      return settings(settings.withSnapshotInterval(interval));
    }

    /** With another salt for the pseudonyms of those who are erased. */
    Setup salt(String text) {
      return settings(
          settings.withErasures(new ErasureSettings(Salt.known(text), Duration.ofDays(400))));
    }

    Setup timeToLive(Duration time) {
      return settings(settings.withTimeToLive(time));
    }

    /** As a live job does: rules that cost too much, or fail, are left out. */
    Setup budgets() {
      return settings(settings.withBudgets());
    }

    /** What rules cost is found out by this clock. */
    Setup nanos(RulesAtWork.Nanos clock) {
      return new Setup(
          subjects, directory, backend, parallelism, rules, notUnderstood, settings, clock);
    }

    private Setup settings(JourneySettings other) {
      return new Setup(
          subjects, directory, backend, parallelism, rules, notUnderstood, other, nanos);
    }

    JourneyHarness start() throws Exception {
      return restore(null, 0);
    }

    /** Starts from what {@link #snapshot} gave at some parallelism. */
    JourneyHarness restore(OperatorSubtaskState state, int before) throws Exception {
      JourneyHarness harness = new JourneyHarness();
      for (int i = 0; i < parallelism; i++) {
        var operator =
            new JourneyOperator(
                subjects,
                new JourneyRuntime(
                    Rules.source(rules, notUnderstood), Rules.LIMITS, settings, Screening.DECLARED),
                EventLog.SOURCES,
                nanos);
        var subtask =
            new KeyedTwoInputStreamOperatorTestHarness<String, Envelope, RuleUpdate, Signal>(
                operator, Envelope::customer, null, Types.STRING, MAX_PARALLELISM, parallelism, i);
        subtask.setStateBackend(backend);
        subtask.setCheckpointStorage(new FileSystemCheckpointStorage(directory.toUri()));
        subtask.setup(SignalSerializer.INSTANCE);
        if (state != null) {
          subtask.initializeState(
              KeyedTwoInputStreamOperatorTestHarness.repartitionOperatorState(
                  state, MAX_PARALLELISM, before, parallelism, i));
        }
        subtask.open();
        harness.subtasks.add(subtask);
      }
      return harness;
    }
  }

  void arrive(Event event) throws Exception {
    arrive(EventLog.envelope(event));
  }

  void arrive(Envelope envelope) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            envelope.customer(), MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement1(envelope, envelope.time());
    latest = Math.max(latest, envelope.time());
  }

  /** Lets events arrive with the watermark that the bound allows now and then. */
  void arriveInTime(List<Event> events) throws Exception {
    int arrived = 0;
    for (Event event : events) {
      arrive(event);
      if (++arrived % 17 == 0) {
        watermark(latest - Rules.BOUND);
      }
    }
  }

  void watermark(long time) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark1(new Watermark(time));
    }
  }

  /** Nobody does anything for so long that all journeys at hand are written. */
  void goQuiet() throws Exception {
    pass(Duration.ofMinutes(1));
  }

  void ruleWatermark(long time) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark2(new Watermark(time));
    }
  }

  void publish(RuleUpdate update) throws Exception {
    for (var subtask : subtasks) {
      subtask.processElement2(update, 0);
    }
  }

  /** All deadlines have come. */
  void end() throws Exception {
    watermark(latest + Duration.ofDays(2).toMillis());
  }

  OperatorSubtaskState snapshot() throws Exception {
    checkpoint++;
    var states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      subtasks.get(i).prepareSnapshotPreBarrier(checkpoint);
      states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
    }
    return KeyedTwoInputStreamOperatorTestHarness.repackageState(states);
  }

  List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    subtasks.forEach(subtask -> signals.addAll(subtask.extractOutputValues()));
    return EventLog.sorted(signals);
  }

  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.FACTS);
      if (output != null) {
        output.forEach(record -> facts.add(record.getValue()));
      }
    }
    return facts;
  }

  List<Erasure> erasures() {
    List<Erasure> erasures = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.ERASURES);
      if (output != null) {
        output.forEach(record -> erasures.add(record.getValue()));
      }
    }
    return erasures;
  }

  /** What rules have done and cost. */
  List<RuleUsage> usage() {
    List<RuleUsage> usage = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.RULE_USAGE);
      if (output != null) {
        output.forEach(record -> usage.add(record.getValue()));
      }
    }
    return usage;
  }

  /** Snapshots of journeys in the order in which they were sent. */
  List<JourneyChange> changes() {
    List<JourneyChange> changes = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.CHANGES);
      if (output != null) {
        output.forEach(record -> changes.add(record.getValue()));
      }
    }
    return changes;
  }

  /** The time of day goes on. */
  void pass(Duration time) throws Exception {
    for (var subtask : subtasks) {
      subtask.setProcessingTime(subtask.getProcessingTime() + time.toMillis());
    }
  }

  /** What has been sent to customers since this was last asked. */
  List<Envelope> sent() {
    List<Envelope> sent = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.TO_CUSTOMERS);
      for (; output != null && !output.isEmpty(); ) {
        sent.add(output.remove().getValue());
      }
    }
    return sent;
  }

  List<Envelope> late() {
    List<Envelope> late = new ArrayList<>();
    for (var subtask : subtasks) {
      var output = subtask.getSideOutput(Emission.LATE);
      if (output != null) {
        output.forEach(record -> late.add(record.getValue()));
      }
    }
    return late;
  }

  /** Watermarks passed on by the first subtask. */
  List<Long> watermarks() {
    return subtasks.get(0).getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .toList();
  }

  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.numEventTimeTimers()).sum();
  }

  /** What the checkpoint just taken has counted over all partitions and subtasks. */
  long count(Ledger.Count kind) throws Exception {
    Ledger sum = new Ledger(EventLog.SOURCES, partition -> {});
    for (var subtask : subtasks) {
      sum.restore(
          subtask.getOperator().getOperatorStateBackend().getListState(JourneyState.LEDGER).get());
    }
    return IntStream.range(0, EventLog.PARTITIONS)
        .mapToLong(partition -> sum.get(partition, kind))
        .sum();
  }

  /** Ends the input; tells how many events were kept out, by reasons for which any was. */
  Map<Screening.Reason, Long> keptOut() throws Exception {
    Map<Screening.Reason, Long> counts = new EnumMap<>(Screening.Reason.class);
    for (var subtask : subtasks) {
      JourneyOperator operator = (JourneyOperator) subtask.getOperator();
      operator.finish();
      for (Screening.Reason reason : Screening.Reason.values()) {
        String name = JourneyTotals.name(reason);
        counts.merge(
            reason, operator.getRuntimeContext().getLongCounter(name).getLocalValue(), Long::sum);
      }
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** Customers with a stored journey. */
  long journeys() {
    return subtasks.stream()
        .mapToLong(
            subtask -> {
              try (var customers =
                  subtask
                      .getOperator()
                      .getKeyedStateBackend()
                      .getKeys("journey", VoidNamespace.INSTANCE)) {
                return customers.count();
              }
            })
        .sum();
  }

  KeyedTwoInputStreamOperatorTestHarness<String, Envelope, RuleUpdate, Signal> subtask(int i) {
    return subtasks.get(i);
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
