package io.waymark.app.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics' names under a prefix, and how they are made. */
public record Topics(String prefix) {
  public static final String DEFAULT_PREFIX = "waymark.";

  /** Bytes that a record of {@link #deadLetters} may have: it holds another record whole. */
  public static final int LARGEST_DEAD_LETTER = 16 << 20;

  private static final int PARTITIONS = 4;
  // A job that was down for a weekend must still see that a rule was withdrawn.
  private static final String TOMBSTONES_STAY_MILLIS = "604800000";

  // Without a bound the broker may leave what was said of an erased customer where it is for good.
  private static final String LAG = "max.compaction.lag.ms";
  private static final String SOON_MILLIS = "604800000";
  // A savepoint of up to that age finds all that has to be read again, erasures above all; and who
  // was erased is gone from everywhere by then.
  private static final Duration REPLAYABLE = Duration.ofDays(14);
  private static final Duration NUMBERS = Duration.ofDays(400);
  private static final Duration PROOF = Duration.ofDays(3 * 365);

  public static Topics standard() {
    return new Topics(DEFAULT_PREFIX);
  }

  public String interactions() {
    return prefix + "interactions";
  }

  public String rules() {
    return prefix + "rules";
  }

  /** Former revisions of the rules, which only the command line reads. */
  public String ruleRevisions() {
    return prefix + "rule-revisions";
  }

  public String signals() {
    return prefix + "signals";
  }

  public String facts() {
    return prefix + "facts";
  }

  public String journeys() {
    return prefix + "journeys";
  }

  public String triggers() {
    return prefix + "triggers";
  }

  public String decisions() {
    return prefix + "decisions";
  }

  public String pauses() {
    return prefix + "pauses";
  }

  public String experiments() {
    return prefix + "experiments";
  }

  public String auditHeads() {
    return prefix + "audit-heads";
  }

  public String redeliveries() {
    return prefix + "redeliveries";
  }

  public String outcomes() {
    return prefix + "outcomes";
  }

  public String kpis() {
    return prefix + "kpis";
  }

  public String ruleUsage() {
    return prefix + "rule-usage";
  }

  public String alerts() {
    return prefix + "alerts";
  }

  public String deliveries() {
    return prefix + "deliveries";
  }

  public String deadLetters() {
    return prefix + "dead-letters";
  }

  public String erasures() {
    return prefix + "erasures";
  }

  public String late() {
    return prefix + "late";
  }

  /** All topics. Rules have one partition: a push is a sequence, and its end a record of it. */
  public List<Topic> all() {
    return List.of(
        Topic.kept(interactions(), PARTITIONS, REPLAYABLE),
        Topic.compacted(rules(), 1).with("delete.retention.ms", TOMBSTONES_STAY_MILLIS),
        Topic.compacted(ruleRevisions(), 1),
        Topic.kept(signals(), PARTITIONS, REPLAYABLE),
        Topic.kept(facts(), PARTITIONS, REPLAYABLE),
        Topic.compacted(journeys(), PARTITIONS).with(LAG, SOON_MILLIS),
        Topic.kept(triggers(), PARTITIONS, REPLAYABLE),
        Topic.kept(decisions(), PARTITIONS, REPLAYABLE),
        Topic.kept(outcomes(), PARTITIONS, REPLAYABLE),
        Topic.compacted(experiments(), 1),
        Topic.compacted(pauses(), 1),
        Topic.compacted(auditHeads(), 1),
        Topic.kept(kpis(), PARTITIONS, NUMBERS),
        Topic.kept(ruleUsage(), 1, REPLAYABLE),
        Topic.compacted(alerts(), PARTITIONS)
            .with(LAG, SOON_MILLIS)
            .with("cleanup.policy", "compact,delete")
            .with("retention.ms", Long.toString(REPLAYABLE.toMillis())),
        Topic.kept(deliveries(), PARTITIONS, REPLAYABLE),
        Topic.kept(redeliveries(), PARTITIONS, REPLAYABLE),
        Topic.kept(deadLetters(), PARTITIONS, REPLAYABLE)
            .with("max.message.bytes", Integer.toString(LARGEST_DEAD_LETTER)),
        Topic.kept(late(), PARTITIONS, REPLAYABLE),
        Topic.kept(erasures(), PARTITIONS, PROOF));
  }

  /**
   * A topic as it should be.
   *
   * @param partitions when it is created; an existing topic may have more or fewer
   * @param config the settings that matter
   */
  public record Topic(String name, int partitions, Map<String, String> config) {

    /** Segments are deleted when they are so old. */
    static Topic kept(String name, int partitions, Duration retention) {
      return of(name, partitions, "delete")
          .with("retention.ms", Long.toString(retention.toMillis()));
    }

    /** The last value of each key stays. */
    static Topic compacted(String name, int partitions) {
      return of(name, partitions, "compact");
    }

    Topic with(String setting, String value) {
      Map<String, String> more = new HashMap<>(config);
      more.put(setting, value);
      return new Topic(name, partitions, Map.copyOf(more));
    }

    private static Topic of(String name, int partitions, String policy) {
      // By append time, or retention would delete a replay of old events as soon as it is written.
      return new Topic(
          name,
          partitions,
          Map.of("cleanup.policy", policy, "message.timestamp.type", "LogAppendTime"));
    }
  }
}
