package io.waymark.console.feed;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which topics of a broker are looked at.
 *
 * @param prefix of the names of those that the jobs write
 * @param sources whole names of those that events come from
 */
public record WatchedTopics(String prefix, Set<String> sources) {
  static final String LATE = "late";
  static final String DEAD_LETTERS = "dead-letters";

  /** What never rests while there are customers, each written by a job of its own. */
  private static final List<String> FLOWING = List.of(Feed.JOURNEYS.topic(), Feed.KPIS.topic());

  public WatchedTopics {
    sources = Set.copyOf(sources);
  }

  /** With the installation's own source, as jobs have it unless anybody names others. */
  public static WatchedTopics of(String prefix) {
    return new WatchedTopics(prefix, Set.of(ownSource(prefix)));
  }

  /** The topic that events come from where nobody names others. */
  public static String ownSource(String prefix) {
    return prefix + "interactions";
  }

  /** The whole name of one that the jobs write. */
  String whole(String name) {
    return prefix + name;
  }

  /** As people read it: what all have in common says nothing. */
  String shown(String topic) {
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
  }

  boolean isSource(String topic) {
    return sources.contains(topic);
  }

  /** Whether all of it is read. */
  boolean isRead(String topic) {
    return Feed.of(topic, prefix) != null;
  }

  /** Those of which only the numbers are looked at. */
  Set<String> counted() {
    Set<String> counted = new TreeSet<>(sources);
    counted.add(whole(LATE));
    counted.add(whole(DEAD_LETTERS));
    return counted;
  }

  /** Those that are silent if nothing comes; of the others nothing may come for good reason. */
  Set<String> flowing() {
    Set<String> flowing = new TreeSet<>(sources);
    FLOWING.forEach(name -> flowing.add(whole(name)));
    return flowing;
  }
}
