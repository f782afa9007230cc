package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a journey operator publishes about itself. */
final class JourneyMetrics {
  private final MetricGroup group;
  private final Map<String, Map<Occurrence, Counter>> byRule = new HashMap<>();
  private final Counter customers;
  private final Counter openInstances;
  private final Counter reads;
  private final Counter writes;
  private final Counter canaryEvents;
  private final Counter[] keptOut = new Counter[Screening.Reason.values().length];

  JourneyMetrics(MetricGroup group) {
    this.group = group.addGroup("waymark");
    this.customers = this.group.counter("customers");
    this.openInstances = this.group.counter("open_instances");
    this.reads = this.group.counter("journey_reads");
    this.writes = this.group.counter("journey_writes");
    this.canaryEvents = this.group.counter("canary_events");
    for (Screening.Reason reason : Screening.Reason.values()) {
      keptOut[reason.ordinal()] =
          this.group.addGroup("reason", Words.of(reason)).counter("kept_out");
    }
  }

  /** Publishes the counts of a partition, under names that do not depend on the operator. */
  static void publish(Ledger ledger, String topic, long origin, MetricGroup group) {
    MetricGroup ofPartition =
        group
            .addGroup("waymark")
            .addGroup("topic", topic)
            .addGroup("partition", Integer.toString(Origin.partition(origin)));
    for (Ledger.Count kind : Ledger.Count.values()) {
      ofPartition.gauge(Words.of(kind), (Gauge<Long>) () -> ledger.get(origin, kind));
    }
  }

  /** A journey was read from the state backend. */
  void journeyRead() {
    reads.inc();
  }

  /** A journey was written to the state backend. */
  void journeyWritten() {
    writes.inc();
  }

  /** An event had the id of the canary, whoever sent it. */
  void canaryEvent() {
    canaryEvents.inc();
  }

  /** An event was no customer's, and why. */
  void keepOut(Screening.Reason reason) {
    keptOut[reason.ordinal()].inc();
  }

  /** How many events were kept out for the reason since this subtask started. */
  long keptOut(Screening.Reason reason) {
    return keptOut[reason.ordinal()].getCount();
  }

  void watch(ReorderBuffer buffer) {
    group.gauge("waiting_events", (Gauge<Integer>) buffer::events);
    group.gauge("waiting_bytes", (Gauge<Long>) buffer::heapBytes);
  }

  /**
   * A journey has been evaluated. The sums are what has come and gone since this subtask started,
   * not what is stored.
   *
   * @param customers 1 if it is new, -1 if it was forgotten
   * @param openInstances how many more of its instances are open than before
   */
  void changed(int customers, int openInstances) {
    this.customers.inc(customers);
    this.openInstances.inc(openInstances);
  }

  /**
   * Something happened to a rule. With the first thing that does, all that can are published: of a
   * counter that appears with its first count a monitoring system sees no rise.
   */
  void count(String ruleId, Occurrence occurrence) {
    Counter counter = byRule.computeIfAbsent(ruleId, this::ofRule).get(occurrence);
    if (counter != null) {
      counter.inc();
    }
  }

  private Map<Occurrence, Counter> ofRule(String ruleId) {
    MetricGroup ofRule = group.addGroup("rule", ruleId);
    Map<Occurrence, Counter> counters = new EnumMap<>(Occurrence.class);
    for (Occurrence occurrence : Occurrence.values()) {
      counters.put(occurrence, ofRule.counter(Words.of(occurrence)));
    }
    return counters;
  }
}
