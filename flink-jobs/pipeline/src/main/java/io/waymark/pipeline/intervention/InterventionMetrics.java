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
 * Counts decisions: {@code waymark.verdict.withheld.reason.no_consent.decisions}, {@code
 * waymark.verdict.deferred.reason.quiet_hours.decisions}, ...; {@code
 * waymark.triggers.change.issued.changes} are those that were decided for, {@code
 * waymark.triggers.change.cancelled.changes} those of them that were taken back.
 *
 * <p>All are there from the start: of a counter that appears with its first count a monitoring
 * system sees no rise.
 */
final class InterventionMetrics {
  private final Counter issued;
  private final Counter takenBack;
  private final Map<Verdict, Map<Reason, Counter>> byReason = new EnumMap<>(Verdict.class);

  InterventionMetrics(MetricGroup group) {
    MetricGroup ours = group.addGroup("waymark");
    MetricGroup triggers = ours.addGroup("triggers");
    issued = triggers.addGroup("change", "issued").counter("changes");
    takenBack = triggers.addGroup("change", "cancelled").counter("changes");
    for (Verdict verdict : Verdict.values()) {
      if (verdict != Verdict.ISSUED) {
        MetricGroup ofVerdict = ours.addGroup("verdict", Words.of(verdict));
        Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
          counters.put(reason, ofVerdict.addGroup("reason", reason.code()).counter("decisions"));
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
