package io.waymark.app.letters;

/** Why a dead letter can't be sent back. */
public enum Obstacle {
  /** The record was too large to be kept whole. */
  CUT,
  /** The topic it came from is gone. */
  NO_TOPIC,
  /** The topic it came from refuses records of its size. */
  TOO_LARGE
}
