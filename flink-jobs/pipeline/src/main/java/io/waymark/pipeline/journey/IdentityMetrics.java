package io.waymark.pipeline.journey;

import io.waymark.pipeline.wire.Words;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How often it was found out who somebody is, and how often not. */
final class IdentityMetrics {
  /** What is counted: {@code waymark.identity.merged} and so on. */
  enum Kind {
    /** A device's journey has become part of a customer's. */
    MERGED,
    /** A device has had so many customers that it is nobody's any more. */
    QUARANTINED,
    /** An event that should have linked a device did not. */
    REFUSED
  }

  private final Counter[] counters = new Counter[Kind.values().length];

  IdentityMetrics(MetricGroup group) {
    MetricGroup ofIdentity = group.addGroup("waymark").addGroup("identity");
    for (Kind kind : Kind.values()) {
      counters[kind.ordinal()] = ofIdentity.counter(Words.of(kind));
    }
  }

  void count(Kind kind) {
    counters[kind.ordinal()].inc();
  }
}
