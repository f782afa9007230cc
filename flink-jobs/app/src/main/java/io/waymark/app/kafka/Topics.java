package io.waymark.app.kafka;

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

  public static Topics standard() {
    return new Topics(DEFAULT_PREFIX);
  }

  public String interactions() {
    return prefix + "interactions";
  }

  public String rules() {
    return prefix + "rules";
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

  public String redeliveries() {
    return prefix + "redeliveries";
  }

  public String outcomes() {
    return prefix + "outcomes";
  }

  public String kpis() {
    return prefix + "kpis";
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

  public String late() {
    return prefix + "late";
  }

  /** All topics. Rules have one partition: a push is a sequence, and its end a record of it. */
  public List<Topic> all() {
    return List.of(
        Topic.kept(interactions(), PARTITIONS),
        Topic.compacted(rules(), 1).with("delete.retention.ms", TOMBSTONES_STAY_MILLIS),
        Topic.kept(signals(), PARTITIONS),
        Topic.kept(facts(), PARTITIONS),
        Topic.compacted(journeys(), PARTITIONS),
        Topic.kept(triggers(), PARTITIONS),
        Topic.kept(decisions(), PARTITIONS),
        Topic.kept(outcomes(), PARTITIONS),
        Topic.compacted(experiments(), 1),
        Topic.compacted(pauses(), 1),
        Topic.kept(kpis(), PARTITIONS),
        Topic.compacted(alerts(), PARTITIONS),
        Topic.kept(deliveries(), PARTITIONS),
        Topic.kept(redeliveries(), PARTITIONS),
        Topic.kept(deadLetters(), PARTITIONS)
            .with("max.message.bytes", Integer.toString(LARGEST_DEAD_LETTER)),
        Topic.kept(late(), PARTITIONS));
  }

  /**
   * A topic as it should be.
   *
   * @param partitions when it is created; an existing topic may have more or fewer
   * @param config the settings that matter
   */
  public record Topic(String name, int partitions, Map<String, String> config) {

    /** Old segments are deleted by the broker's retention. */
    static Topic kept(String name, int partitions) {
      return of(name, partitions, "delete");
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
