package io.waymark.pipeline.wire;

/**
 * A source partition as one number: its topic's code in the upper half, its own number in the
 * lower. So events carry no names, and the counts of a topic stay its own whatever topics a job
 * reads beside it.
 */
public final class Origin {
  /** Code of a topic that was not written down: events and counts of before did not say theirs. */
  public static final int UNSAID = 0;

  private Origin() {}

  /** A partition of a topic. */
  public static long of(String topic, int partition) {
    return ((long) code(topic) << Integer.SIZE) | Integer.toUnsignedLong(partition);
  }

  /**
   * A topic's code, the same on every machine and in every release; never {@link #UNSAID}. That no
   * two topics of a job have the same is for its configuration to ensure.
   */
  public static int code(String topic) {
    int hash = topic.hashCode();
    return hash == UNSAID ? 1 : hash;
  }

  /** The code of the topic that a partition is of. */
  public static int code(long origin) {
    return (int) (origin >> Integer.SIZE);
  }

  /** The partition's number in its topic. */
  public static int partition(long origin) {
    return (int) origin;
  }
}
