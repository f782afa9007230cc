package io.waymark.pipeline.wire;

/** What became of one record at the source: an event on its way, or a {@link DeadLetter}. */
public interface Arrival {
  /** Source partition it was read from; the counts balance per partition. */
  int partition();
}
