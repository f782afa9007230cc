package io.waymark.pipeline.wire;

/**
 * What became of one thing that a record at the source told: an event on its way, a {@link
 * DeadLetter}, or {@link Filtered}.
 */
public interface Arrival {
  /**
   * Source partition it was read from, as {@link Origin} numbers them; the counts balance for each.
   */
  long origin();
}
