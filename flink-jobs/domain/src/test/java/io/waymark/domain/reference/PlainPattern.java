package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Selector;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern means step by step, and what it means that two journeys become one. Keeps all that
 * ever happened in plain lists.
 */
interface PlainPattern {
  long NEVER = Long.MAX_VALUE;

  /** Told of what comes true. */
  interface Truths {
    /** At an event, or a deadline that it has opened; {@code level} counts from 0. */
    void reached(PlainPattern pattern, Event last, long at, int level, boolean anew);
  }

  static PlainPattern of(Pattern pattern) {
    if (pattern instanceof Pattern.Absence absence) {
      return new PlainAbsence(absence);
    }
    if (pattern instanceof Pattern.Wait wait) {
      return new PlainWait(wait);
    }
    return AtEvent.of(pattern);
  }

  /** {@code unless}. */
  void cancel();

  /**
   * The event in its closing part.
   *
   * @param closes which selectors it matches that apply to this instance
   */
  default void close(Event event, Predicate<Selector> closes) {}

  /** The event in its opening part; it has every value of {@code per}. */
  void open(Event event, Truths truths);

  /** The same under a version that a newer one has replaced: it begins nothing. */
  default void goOn(Event event, Truths truths) {}

  /** What has opened that which waits for the deadline; null if nothing does. */
  default @Nullable Event pending() {
    return null;
  }

  /** Whether what waits has fired already, as that. */
  default boolean goesOnAs(PlainPattern fired) {
    return false;
  }

  /** What another version had open begins here, as of {@code at}. */
  default void reopen(Event event, long at) {}

  default long deadline() {
    return NEVER;
  }

  default void expire(Truths truths) {}

  /** All that the other knows, which stood beside this one until {@code at}, is this one's now. */
  void unite(PlainPattern other, long at);

  /** A pattern that comes true at an event. */
  interface AtEvent extends PlainPattern {

    static AtEvent of(Pattern pattern) {
      if (pattern instanceof Pattern.OnEvent single) {
        return new Single(single.of());
      }
      if (pattern instanceof Pattern.Count count) {
        return new PlainCount(count);
      }
      if (pattern instanceof Pattern.Sequence sequence) {
        return new PlainSequence(sequence);
      }
      return new PlainScore((Pattern.Score) pattern);
    }

    boolean comesTrueAt(Event event);

    /** The same by what has been begun before; nothing is begun. */
    default boolean isCompletedBy(Event event) {
      return false;
    }

    @Override
    default void goOn(Event event, Truths truths) {
      if (isCompletedBy(event)) {
        truths.reached(this, event, event.time(), 0, true);
      }
    }

    @Override
    default void open(Event event, Truths truths) {
      if (comesTrueAt(event)) {
        truths.reached(this, event, event.time(), 0, true);
      }
    }
  }

  /** {@code event}. */
  record Single(Selector of) implements AtEvent {
    @Override
    public boolean comesTrueAt(Event event) {
      return InstanceView.matches(event, of, null);
    }

    @Override
    public void cancel() {}

    @Override
    public void unite(PlainPattern other, long at) {}
  }
}
