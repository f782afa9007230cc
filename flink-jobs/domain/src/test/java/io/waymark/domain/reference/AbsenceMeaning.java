package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.reference.Match.Moment;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code absence: {after, of, within | until, plus, clock}}.
 *
 * <p>A further {@code after} whose {@code until} is missing or unreadable "opens nothing" and so
 * leaves an open deadline where it is, with either clock.
 */
final class AbsenceMeaning {
  /** What is open: the event that set the deadline. */
  private record Open(int by, long deadline) {}

  private AbsenceMeaning() {}

  static List<Match> matches(Absence absence, InstanceView view) {
    Set<Integer> afters = new HashSet<>(afters(absence.after(), view));
    List<Match> matches = new ArrayList<>();
    @Nullable Open open = null;
    for (int i = 0; i <= view.size(); i++) {
      // "events at a deadline's time come before the deadline"; after the last event time goes on
      if (open != null && (i == view.size() || open.deadline() < view.time(i))) {
        matches.add(fire(open, i - 1, view));
        open = null;
      }
      if (i == view.size()) {
        break;
      }
      if (view.cancels(i) || view.closes(i, absence.of())) {
        open = null;
      }
      if (afters.contains(i)) {
        OptionalLong deadline = deadline(absence, view.event(i));
        if (deadline.isPresent() && (open == null || absence.clock() == Clock.LAST)) {
          open = new Open(i, deadline.getAsLong());
        }
      }
    }
    return matches;
  }

  /** Its own runs or burst, emptied by {@code unless} but not by {@code of}. */
  private static List<Integer> afters(Pattern after, InstanceView view) {
    if (after instanceof Pattern.OnEvent single) {
      return IntStream.range(0, view.size())
          .filter(i -> view.opens(i, single.of()))
          .boxed()
          .toList();
    }
    if (after instanceof Pattern.Count count) {
      return CountMeaning.fires(count, view);
    }
    if (after instanceof Pattern.Sequence sequence) {
      return SequenceMeaning.fires(sequence, view);
    }
    throw new IllegalArgumentException("absence cannot come after " + after);
  }

  private static OptionalLong deadline(Absence absence, Event after) {
    if (absence.within() != null) {
      return OptionalLong.of(after.time() + absence.within());
    }
    String attribute = absence.until();
    OptionalLong named =
        attribute == null ? OptionalLong.empty() : Values.deadline(after.attribute(attribute));
    return named.isPresent()
        ? OptionalLong.of(named.getAsLong() + absence.plus())
        : OptionalLong.empty();
  }

  private static Match fire(Open open, int position, InstanceView view) {
    Moment moment = new Moment(open.deadline(), view.rule().severity(), position, false);
    return new Match(view.event(open.by()), null, List.of(moment));
  }
}
