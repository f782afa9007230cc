package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Selector;
import java.util.List;

/**
 * A pattern made ready for evaluation. Immutable; what it knows of one instance is its {@link
 * MatchState}.
 *
 * <p>Events play two parts: they open or count, or they close (the {@code of} of an absence, the
 * {@code end} of a wait, the {@code none} of a sequence).
 */
public interface Matcher {

  /** The matcher of a pattern. */
  static Matcher of(Pattern pattern) {
    if (pattern instanceof Pattern.Absence absence) {
      return new AbsenceMatcher(absence, opening(absence.after()));
    }
    if (pattern instanceof Pattern.Wait wait) {
      return new WaitMatcher(wait);
    }
    return opening(pattern);
  }

  private static ImmediateMatcher opening(Pattern pattern) {
    if (pattern instanceof Pattern.OnEvent onEvent) {
      return new EventMatcher(onEvent.of());
    }
    if (pattern instanceof Pattern.Count count) {
      return new CountMatcher(count);
    }
    if (pattern instanceof Pattern.Sequence sequence) {
      return new SequenceMatcher(sequence);
    }
    if (pattern instanceof Pattern.Score score) {
      return new ScoreMatcher(score);
    }
    throw new IllegalArgumentException("cannot open an absence: " + pattern);
  }

  /**
   * Tells layouts of stored state apart: two patterns with the same one can read what the other
   * wrote.
   */
  String layout();

  /** What events that open or count have to match. */
  List<Selector> opening();

  /** What an event has to match, one of them, to change a {@link #newState new state}. */
  default List<Selector> beginning() {
    return opening();
  }

  /** What events that close have to match. */
  List<Selector> closing();

  /** Whether a fire can turn out to be wrong by a late event. */
  default boolean isRetractable() {
    return false;
  }

  /** Whether fires can occur at times before the event that leads to them. */
  default boolean firesInThePast() {
    return false;
  }

  MatchState newState();

  /**
   * Reads what {@link MatchState#write} wrote; {@code fires} are the emitted fires of the same
   * instance.
   */
  MatchState read(StateReader in, List<Fire> fires);
}
