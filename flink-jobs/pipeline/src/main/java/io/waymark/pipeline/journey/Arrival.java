package io.waymark.pipeline.journey;

/** What became of one record at the source: an event to evaluate, or a dead letter. */
public sealed interface Arrival permits Envelope, DeadLetter {
  /** Source partition it was read from; the counts balance per partition. */
  int partition();
}
