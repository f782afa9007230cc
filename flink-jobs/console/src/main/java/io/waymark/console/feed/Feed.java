package io.waymark.console.feed;

import io.waymark.avro.contract.Subject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The topics that are read whole, by what they are called after the prefix. */
enum Feed {
  ALERTS("alerts", Subject.ALERT),
  KPIS("kpis", Subject.KPI),
  SIGNALS("signals", Subject.SIGNAL),
  JOURNEYS("journeys", Subject.JOURNEY),
  DECISIONS("decisions", Subject.DECISION),
  TRIGGERS("triggers", Subject.TRIGGER),
  DELIVERIES("deliveries", Subject.DELIVERY),
  OUTCOMES("outcomes", Subject.OUTCOME),
  EXPERIMENTS("experiments", Subject.EXPERIMENT),
  RULE_USAGE("rule-usage", Subject.RULE_USAGE),
  PAUSES("pauses", Subject.PAUSE),
  FACTS("facts", Subject.FACT),
  RULES("rules", null);

  private final String topic;
  private final @Nullable Subject subject;

  Feed(String topic, @Nullable Subject subject) {
    this.topic = topic;
    this.subject = subject;
  }

  String topic() {
    return topic;
  }

  /** What is in it; null for the rules, which are text. */
  @Nullable Subject subject() {
    return subject;
  }

  static @Nullable Feed of(String topic, String prefix) {
    return Arrays.stream(values())
        .filter(feed -> topic.equals(prefix + feed.topic))
        .findFirst()
        .orElse(null);
  }
}
