package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many dead letters there were of each topic and reason. Safe for use by several threads. */
public final class LetterCounts {
  private final Map<String, Map<RejectReason, Long>> counts = new TreeMap<>();
  private long total;

  /** Takes a count, in the order of topics and reasons. */
  @FunctionalInterface
  public interface Row {
    void accept(String topic, RejectReason reason, long count);
  }

  synchronized void add(DeadLetter letter) {
    counts
        .computeIfAbsent(letter.topic(), topic -> new EnumMap<>(RejectReason.class))
        .merge(letter.reason(), 1L, Long::sum);
    total++;
  }

  public synchronized long total() {
    return total;
  }

  public synchronized Set<String> topics() {
    return Set.copyOf(counts.keySet());
  }

  public synchronized void forEach(Row row) {
    counts.forEach(
        (topic, reasons) -> reasons.forEach((reason, count) -> row.accept(topic, reason, count)));
  }
}
