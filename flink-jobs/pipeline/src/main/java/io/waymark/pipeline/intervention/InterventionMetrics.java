package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.intervention.Withheld;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts decisions: {@code triggers.issued}, {@code withheld.no_consent}, ... */
final class InterventionMetrics {
  private final Counter issued;
  private final Counter cancelled;
  private final Counter[] withheld = new Counter[Reason.values().length];

  InterventionMetrics(MetricGroup group) {
    issued = group.addGroup("triggers").counter("issued");
    cancelled = group.addGroup("triggers").counter("cancelled");
    MetricGroup byReason = group.addGroup("withheld");
    for (Reason reason : Reason.values()) {
      withheld[reason.ordinal()] = byReason.counter(reason.code());
    }
  }

  void decided(Trigger trigger) {
    (trigger.status() == Trigger.Status.ISSUED ? issued : cancelled).inc();
  }

  void withheld(Withheld decision) {
    withheld[decision.reason().ordinal()].inc();
  }
}
