package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code sequence: {steps, within}}. */
final class SequenceMeaning {

  /** A step with {@code times} written out, and what may not come between the one before and it. */
  private record Link(Selector of, List<Selector> none) {}

  /** Under {@code prev}: the one run kept that has come so far. */
  private record Run(long start, int last) {}

  private final InstanceView view;
  private final long within;
  private final List<Link> links = new ArrayList<>();

  private SequenceMeaning(Sequence sequence, InstanceView view) {
    this.view = view;
    this.within = sequence.within();
    List<Selector> none = new ArrayList<>();
    for (Step step : sequence.steps()) {
      if (step.none()) {
        none.add(step.of());
        continue;
      }
      for (int n = 0; n < step.times(); n++) {
        links.add(new Link(step.of(), List.copyOf(none)));
        none.clear();
      }
    }
  }

  /** The events at which it fires. */
  static List<Integer> fires(Sequence sequence, InstanceView view) {
    SequenceMeaning meaning = new SequenceMeaning(sequence, view);
    boolean looksBack =
        sequence.steps().stream()
            .map(step -> step.of().where())
            .anyMatch(where -> where != null && where.previousUse().used());
    return looksBack ? meaning.withOneRunPerStep() : meaning.wheneverEventsExist();
  }

  private List<Integer> wheneverEventsExist() {
    List<Integer> fires = new ArrayList<>();
    int afterLastFire = 0;
    for (int e = 0; e < view.size(); e++) {
      // "only events after the last fire, and from the last unless event on, count"
      int from = Math.max(afterLastFire, view.lastCancelUpTo(e));
      if (exists(links.size() - 1, e, from, view.time(e) - within, new HashMap<>())) {
        fires.add(e);
        afterLastFire = e + 1;
      }
    }
    return fires;
  }

  /**
   * Whether there are e_1 &lt; ... &lt; e_i = e, none before {@code from}, e_1 at most so early.
   */
  private boolean exists(int i, int e, int from, long earliest, Map<List<Integer>, Boolean> known) {
    Boolean before = known.get(List.of(i, e));
    if (before != null) {
      return before;
    }
    boolean found = false;
    if (view.opens(e, links.get(i).of())) {
      if (i == 0) {
        found = view.time(e) >= earliest;
      }
      for (int p = from; i > 0 && !found && p < e; p++) {
        found = !interrupted(links.get(i), p, e) && exists(i - 1, p, from, earliest, known);
      }
    }
    known.put(List.of(i, e), found);
    return found;
  }

  /** Whether a {@code none} "comes after e_i up to and including e_(i+1)". */
  private boolean interrupted(Link link, int previous, int e) {
    for (int j = previous + 1; j <= e; j++) {
      if (view.closesAny(j, link.none())) {
        return true;
      }
    }
    return false;
  }

  /**
   * With {@code prev} "one run is kept per step, the one with the latest start, on a tie the one
   * whose last event is latest, and the step is tried against that run only". A step that repeats
   * by {@code times} has the repetition before it as {@code prev}.
   */
  private List<Integer> withOneRunPerStep() {
    List<Integer> fires = new ArrayList<>();
    @Nullable Run[] kept = new Run[links.size()];
    for (int e = 0; e < view.size(); e++) {
      if (view.cancels(e)) {
        kept = new Run[links.size()];
      }
      @Nullable Run[] next = kept.clone();
      for (int i = 0; i < links.size(); i++) {
        Run extended = extended(i, i == 0 ? null : kept[i - 1], e);
        if (extended != null) {
          next[i] = better(kept[i], extended);
        }
      }
      kept = next;
      Run whole = kept[links.size() - 1];
      if (whole != null) {
        fires.add(e);
        kept = new Run[links.size()];
      }
    }
    return fires;
  }

  private @Nullable Run extended(int i, @Nullable Run run, int e) {
    if (i == 0) {
      return view.opens(e, links.get(0).of()) ? new Run(view.time(e), e) : null;
    }
    if (run == null || view.time(e) - run.start() > within) {
      return null;
    }
    Event previous = view.event(run.last());
    return !interrupted(links.get(i), run.last(), e) && view.opens(e, links.get(i).of(), previous)
        ? new Run(run.start(), e)
        : null;
  }

  private static Run better(@Nullable Run kept, Run fresh) {
    return kept == null || fresh.start() >= kept.start() ? fresh : kept;
  }
}
