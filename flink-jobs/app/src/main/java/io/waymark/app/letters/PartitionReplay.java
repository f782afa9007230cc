package io.waymark.app.letters;

import io.waymark.app.letters.Replayed.Run;

/** One replay's way through a partition: which letters it takes, and what is replayed then. */
final class PartitionReplay {
  private static final long NONE = Long.MAX_VALUE;

  private final Replayed before;
  private final LetterChoice choice;
  private final boolean again;
  private final long from;
  private long next;
  private long firstLeft;

  /**
   * @param from the first offset that is looked at
   * @param again whether letters are taken that have been replayed before
   */
  PartitionReplay(Replayed before, LetterChoice choice, boolean again, long from) {
    this.before = before;
    this.choice = choice;
    this.again = again;
    this.from = from;
    this.next = from;
    this.firstLeft = from > before.upTo() ? before.upTo() : NONE;
  }

  /** Whether this letter is to be replayed; the caller does so, or can't. Offsets rise. */
  boolean takes(FiledLetter filed) {
    next = filed.offset() + 1;
    boolean known = before.covers(filed);
    if (choice.takes(filed)) {
      return again || !known;
    }
    if (!known) {
      firstLeft = Math.min(firstLeft, filed.offset());
    }
    return false;
  }

  /** What has been replayed once the letters taken so far have been. */
  Replayed after() {
    Replayed after = before.and(Math.min(next, firstLeft));
    long start = Math.max(from, after.upTo());
    return start < next ? after.and(new Run(choice, start, next)) : after;
  }
}
