package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which dead letters are meant.
 *
 * @param reasons any of these; empty means all
 * @param topics they came from, any of these; empty means all
 */
public record LetterChoice(Set<RejectReason> reasons, Set<String> topics) {
  public static final LetterChoice ALL = new LetterChoice(Set.of(), Set.of());

  public LetterChoice {
    reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
    topics = Collections.unmodifiableSet(new TreeSet<>(topics));
  }

  /** Whether the letter is meant. One that can't be read is meant only if all are. */
  public boolean takes(FiledLetter filed) {
    DeadLetter letter = filed.letter();
    return letter == null
        ? equals(ALL)
        : (reasons.isEmpty() || reasons.contains(letter.reason()))
            && (topics.isEmpty() || topics.contains(letter.topic()));
  }
}
