package io.waymark.pipeline.journey;

import io.waymark.pipeline.wire.Origin;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;

/** The topics that a job reads, by the codes under which events carry them. */
final class Sources implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String standard;
  private final HashMap<Integer, String> topics = new HashMap<>();

  /**
   * @param standard the topic that is meant where none is said
   */
  Sources(String standard, Collection<String> topics) {
    this.standard = standard;
    this.topics.put(Origin.code(standard), standard);
    topics.forEach(topic -> this.topics.put(Origin.code(topic), topic));
  }

  /** The partition under its topic's own code. */
  long said(long origin) {
    return Origin.code(origin) == Origin.UNSAID
        ? Origin.of(standard, Origin.partition(origin))
        : origin;
  }

  /** The topic's name; the code in hexadecimal of one that is no longer read. */
  String topic(long origin) {
    int code = Origin.code(origin);
    return topics.getOrDefault(code, Integer.toHexString(code));
  }
}
