package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of each source partition. Over all operators the counts balance: read
 * = processed + duplicate + late + filtered + limited + dead, once nothing is waiting. Kept with
 * the checkpoint, so that a record counts once however often it is read again; after a rescale the
 * entries of one partition may be spread over subtasks, and only their sum means something.
 *
 * <p>Partitions are numbered as {@link io.waymark.pipeline.wire.Origin} does. One thread counts;
 * others may ask.
 */
final class Ledger {
  /** What is counted. The order is part of the stored layout: new ones go last. */
  enum Count {
    READ,
    PROCESSED,
    DUPLICATE,
    LATE,
    FILTERED,
    LIMITED,
    DEAD,
    /** A flag beside the others, not a class of its own. */
    CLAMPED
  }

  private static final int KINDS = Count.values().length;

  private final Map<Long, long[]> counts = new ConcurrentHashMap<>();
  private final Sources sources;
  private final ObjLongConsumer<Ledger> onPartition;

  /**
   * @param onPartition called with each partition as it appears, after which it can be asked for
   */
  Ledger(Sources sources, LongConsumer onPartition) {
    this(sources, (ledger, origin) -> onPartition.accept(origin));
  }

  private Ledger(Sources sources, ObjLongConsumer<Ledger> onPartition) {
    this.sources = sources;
    this.onPartition = onPartition;
  }

  /** A ledger whose counts show in the operator's metrics. */
  static Ledger published(Sources sources, MetricGroup metrics) {
    return new Ledger(
        sources,
        (ledger, origin) -> JourneyMetrics.publish(ledger, sources.topic(origin), origin, metrics));
  }

  void add(long origin, Count kind) {
    of(origin)[kind.ordinal()]++;
  }

  long get(long origin, Count kind) {
    long @Nullable [] known = counts.get(sources.said(origin));
    return known == null ? 0 : known[kind.ordinal()];
  }

  /** Over all partitions. */
  long total(Count kind) {
    return counts.values().stream().mapToLong(kinds -> kinds[kind.ordinal()]).sum();
  }

  /** One array per partition: its number, then the counts. */
  List<long[]> entries() {
    List<long[]> entries = new ArrayList<>();
    counts.forEach(
        (origin, kinds) -> {
          long[] entry = new long[1 + KINDS];
          entry[0] = origin;
          System.arraycopy(kinds, 0, entry, 1, KINDS);
          entries.add(entry);
        });
    return entries;
  }

  /** Adds what {@link #entries} gave, of this release or an older one with fewer kinds. */
  void restore(Iterable<long[]> entries) {
    for (long[] entry : entries) {
      long[] kinds = of(entry[0]);
      for (int i = 1; i < entry.length; i++) {
        kinds[i - 1] += entry[i];
      }
    }
  }

  private long[] of(long origin) {
    Long partition = sources.said(origin);
    long @Nullable [] kinds = counts.get(partition);
    if (kinds == null) {
      kinds = new long[KINDS];
      counts.put(partition, kinds);
      onPartition.accept(this, partition);
    }
    return kinds;
  }
}
