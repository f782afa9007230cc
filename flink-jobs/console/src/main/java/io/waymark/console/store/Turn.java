package io.waymark.console.store;

import org.jdbi.v3.core.Handle;

/**
 * Whose turn it is to write what several write at once: silences and the alerts they are about, or
 * a new alert would escape a silence that begins; pauses as people say them and as they come from
 * Kafka, which lock the same rows from two ends.
 */
final class Turn {
  private Turn() {}

  /** Waits for it; it is over when the transaction ends. Comes before any other lock. */
  static void take(Handle handle) {
    handle.createQuery("SELECT turn FROM silence_turn FOR UPDATE").mapTo(Integer.class).one();
  }
}
