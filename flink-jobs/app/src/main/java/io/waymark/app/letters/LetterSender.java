package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;

/** Where letters are sent back to. */
interface LetterSender {

  /**
   * Begins to send it to the topic it came from.
   *
   * @param partitions how many the topic has
   */
  void send(DeadLetter letter, int partitions);

  /** Waits until each letter sent so far is acknowledged, or refused for its size. */
  void awaitAcknowledged();
}
