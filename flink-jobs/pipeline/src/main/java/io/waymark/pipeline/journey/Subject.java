package io.waymark.pipeline.journey;

import org.jspecify.annotations.Nullable;

/** Whom a key stands for, with all that is kept of them: a customer, or a device. */
interface Subject {
  /** Takes the next in order. */
  void take(Due next, Evaluation.Results results);

  /**
   * Whether the last that was taken asks for everything to be deleted that is kept under the key.
   */
  boolean isErased();

  /** Lets deadlines up to and including {@code time} come. */
  void advance(long time, Evaluation.Results results);

  /** When it is to be looked at without an event. */
  long wakeAt();

  /** Time of the last event; {@link Long#MIN_VALUE} if there was none. */
  long lastTime();

  int openInstances();

  /** What is to be kept; null if that is nothing. */
  byte @Nullable [] write(Evaluation.Results results);
}
