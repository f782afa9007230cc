package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Reason;
import io.waymark.pipeline.wire.Words;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts decisions: {@code triggers.issued}, {@code withheld.no_consent}, {@code
 * deferred.quiet_hours}, {@code cancelled.resolved}, ...; {@code triggers.cancelled} are those that
 * had been issued.
 */
final class InterventionMetrics {
  private final Counter issued;
  private final Counter takenBack;
  private final Map<Verdict, Map<Reason, Counter>> byReason = new EnumMap<>(Verdict.class);

  InterventionMetrics(MetricGroup group) {
    issued = group.addGroup("triggers").counter("issued");
    takenBack = group.addGroup("triggers").counter("cancelled");
    for (Verdict verdict : Verdict.values()) {
      if (verdict != Verdict.ISSUED) {
        MetricGroup reasons = group.addGroup(Words.of(verdict));
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
          counters.put(reason, reasons.counter(reason.code()));
        }
        byReason.put(verdict, counters);
      }
    }
  }

  void decided(Decision decision) {
    Map<Reason, Counter> reasons = byReason.get(decision.verdict());
    Counter counter = reasons == null ? issued : reasons.get(decision.reason());
    if (counter != null) {
      counter.inc();
    }
  }

  void takenBack() {
    takenBack.inc();
  }
}
