package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the letters of a replay. Safe for use by several threads. */
public final class ReplayReport {
  private final LetterCounts sent = new LetterCounts();
  private final Map<Obstacle, LetterCounts> unsent = new EnumMap<>(Obstacle.class);
  private final AtomicLong unreadable = new AtomicLong();

  ReplayReport() {
    for (Obstacle obstacle : Obstacle.values()) {
      unsent.put(obstacle, new LetterCounts());
    }
  }

  /** Letters that were sent back; of a dry run those that would be. */
  public LetterCounts sent() {
    return sent;
  }

  /** Letters that could not be sent back for this reason. */
  public LetterCounts unsent(Obstacle obstacle) {
    return Objects.requireNonNull(unsent.get(obstacle));
  }

  /** Records of the dead-letters topic that this release can't read. */
  public long unreadable() {
    return unreadable.get();
  }

  /** Whether all that was to be sent back was. */
  public boolean complete() {
    return unreadable() == 0 && unsent.values().stream().allMatch(counts -> counts.total() == 0);
  }

  void sent(DeadLetter letter) {
    sent.add(letter);
  }

  void unsent(DeadLetter letter, Obstacle obstacle) {
    unsent(obstacle).add(letter);
  }

  void foundUnreadable() {
    unreadable.incrementAndGet();
  }
}
