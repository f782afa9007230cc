package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The meaning of rules over a whole log, by definition: nothing is late, and after the last event
 * time goes on until every deadline has come. Expressions see no journey and no profile. Quadratic
 * or worse.
 */
public final class ReferenceEvaluator implements Evaluator {
  private final int eventsPerMinute;

  /** Of as many events as there are. */
  public ReferenceEvaluator() {
    this(Integer.MAX_VALUE);
  }

  /** Of this many events of a customer in each minute. */
  public ReferenceEvaluator(int eventsPerMinute) {
    this.eventsPerMinute = eventsPerMinute;
  }

  @Override
  public List<ReferenceSignal> evaluate(List<Rule> rules, List<Event> events) {
    List<ReferenceSignal> signals = new ArrayList<>();
    for (List<Event> ordered : CustomerLog.byCustomer(events, eventsPerMinute).values()) {
      for (Rule rule : rules) {
        if (rule.mode() == Mode.DISABLED) {
          continue;
        }
        for (InstanceView view : InstanceView.of(rule, ordered)) {
          signals.addAll(Emission.signals(view, matches(view)));
        }
      }
    }
    return signals;
  }

  private static List<Match> matches(InstanceView view) {
    Pattern when = view.rule().when();
    if (when instanceof Pattern.Absence absence) {
      return AbsenceMeaning.matches(absence, view);
    }
    if (when instanceof Pattern.Wait wait) {
      return WaitMeaning.matches(wait, view);
    }
    List<Integer> fires;
    if (when instanceof Pattern.OnEvent single) {
      fires =
          IntStream.range(0, view.size()).filter(i -> view.opens(i, single.of())).boxed().toList();
    } else if (when instanceof Pattern.Count count) {
      fires = CountMeaning.fires(count, view);
    } else if (when instanceof Pattern.Sequence sequence) {
      fires = SequenceMeaning.fires(sequence, view);
    } else if (when instanceof Pattern.Score score) {
      fires = ScoreMeaning.fires(score, view);
    } else {
      throw new IllegalArgumentException("unknown pattern " + when);
    }
    return fires.stream().map(i -> Match.at(view, i)).toList();
  }
}
