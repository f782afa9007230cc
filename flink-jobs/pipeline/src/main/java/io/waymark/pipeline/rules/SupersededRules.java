package io.waymark.pipeline.rules;

import io.waymark.domain.friction.Afterlife;
import io.waymark.domain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions that newer ones have replaced, as long as anything may need them: events before the
 * newer one is effective are theirs, however old they come within {@link #OLDEST_EVENT}, and so is
 * what they have open then. Of one rule the numbers rise; what a document with no higher number
 * replaces is not kept.
 */
final class SupersededRules {
  /** Most that are kept of one rule: what a change a second makes in a quarter of an hour. */
  static final int MOST = 1_000;

  /**
   * How far behind time an event may be and still find the version of its own time, as one of a
   * telephone that was offline does: as far as topics go back.
   */
  static final long OLDEST_EVENT = Duration.ofDays(14).toMillis();

  private static final Logger LOG = LoggerFactory.getLogger(SupersededRules.class);
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** By rule, the oldest first. */
  private final SortedMap<String, List<Version>> versions = new TreeMap<>();

  private static final class Version {
    private final RuleUpdate document;
    private final Rule rule;

    /**
     * How far time had come when it was first asked for; a restore asks anew. What a newer version
     * takes over from a time that has passed was this one's until about then.
     */
    private long replacedAt = UNKNOWN;

    Version(RuleUpdate document, Rule rule) {
      this.document = document;
      this.rule = rule;
    }
  }

  /**
   * A document has replaced another.
   *
   * @param before the rule that it was; null if it took no part
   * @param after the rule that it is now
   */
  void replaced(@Nullable RuleUpdate document, @Nullable Rule before, Rule after) {
    List<Version> kept = versions.computeIfAbsent(after.id(), id -> new ArrayList<>());
    kept.removeIf(version -> version.rule.version() >= after.version());
    if (document != null && before != null && before.version() < after.version()) {
      kept.add(new Version(document, before));
    }
    dropBeyond(kept);
    versions.values().removeIf(List::isEmpty);
  }

  /** A rule is there no more, nor what it was before. */
  void withdrawn(String ruleId) {
    versions.remove(ruleId);
  }

  /** Takes back one that {@link #documents} had, or would have had. */
  void restore(RuleUpdate document, Rule rule) {
    List<Version> kept = versions.computeIfAbsent(rule.id(), id -> new ArrayList<>());
    kept.removeIf(version -> version.rule.version() == rule.version());
    kept.add(new Version(document, rule));
    kept.sort(Comparator.comparingInt(version -> version.rule.version()));
    dropBeyond(kept);
  }

  private static void dropBeyond(List<Version> kept) {
    if (kept.size() > MOST) {
      Rule oldest = kept.remove(0).rule;
      LOG.warn(
          "Rule {} has more than {} former versions: events of the time of version {} find none any"
              + " more, and what customers may have open under it is dropped.",
          oldest.id(),
          MOST,
          oldest.version());
    }
  }

  /**
   * Forgets what nobody needs any more, the oldest first: what a version ends of older ones stays
   * ended only as long as it is known, for a customer comes to it when next looked at.
   *
   * @param newest the rules that have replaced them, by id
   * @param time up to which everything has been evaluated, in epoch milliseconds
   * @return whether there was any
   */
  boolean forget(Map<String, Rule> newest, long time) {
    boolean any = false;
    for (List<Version> kept : versions.values()) {
      Rule newer = newest.get(kept.get(0).rule.id());
      if (newer == null) {
        // The document is there, but is not understood: another release will say from when it is.
        continue;
      }
      long takenOver = newer.effectiveFrom();
      int over = kept.size();
      for (int i = kept.size() - 1; i >= 0; i--) {
        Version version = kept.get(i);
        version.replacedAt = version.replacedAt == UNKNOWN ? time : version.replacedAt;
        if (!isOver(version, takenOver, time)) {
          over = i;
        }
        takenOver = Math.min(takenOver, version.rule.effectiveFrom());
      }
      kept.subList(0, over).clear();
      any |= over > 0;
    }
    versions.values().removeIf(List::isEmpty);
    return any;
  }

  private static boolean isOver(Version version, long takenOver, long time) {
    long begins = Math.max(takenOver, version.replacedAt);
    long needed = Afterlife.of(version.rule);
    return time - OLDEST_EVENT > takenOver
        && time > begins
        && needed != Afterlife.FOREVER
        && time - begins > needed;
  }

  void forgetAll() {
    versions.clear();
  }

  /** What {@link #restore} needs. */
  List<RuleUpdate> documents() {
    return versions.values().stream()
        .flatMap(List::stream)
        .map(version -> version.document)
        .toList();
  }

  /** Adds those of one rule, the oldest first. */
  void addTo(Collection<Rule> rules, String ruleId) {
    versions.getOrDefault(ruleId, List.of()).forEach(version -> rules.add(version.rule));
  }
}
