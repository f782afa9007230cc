package io.waymark.pipeline.journey;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory in equal pieces that is used again and again: what is made anew each time is copied by the
 * collector while it is young, and has to be cleared away when it is old.
 */
final class SegmentPool {
  /** Bytes of a piece. */
  static final int SEGMENT = 1 << 15;

  private final Deque<byte[]> free = new ArrayDeque<>();
  private int used;

  /** Most that were used at a time since the last {@link #trim}. */
  private int mostUsed;

  /** A piece, with whatever was in it. */
  byte[] take() {
    used++;
    mostUsed = Math.max(mostUsed, used);
    byte[] piece = free.poll();
    return piece == null ? new byte[SEGMENT] : piece;
  }

  /** Takes a piece back; nobody looks at it any more. */
  void giveBack(byte[] piece) {
    used--;
    free.push(piece);
  }

  /** Gives up what was not needed since this was asked last. */
  void trim() {
    while (used + free.size() > mostUsed) {
      free.pop();
    }
    mostUsed = used;
  }
}
