package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequence}. Keeps every run that there is; with {@code prev} of each length the one that
 * began last, on a tie the one whose last event is latest. United: the runs of both.
 */
final class PlainSequence implements PlainPattern.AtEvent {
  private record Link(Selector of, List<Selector> none) {}

  /** The first {@code done} steps. */
  private record Run(int done, long start, Event last) {}

  private final long within;
  private final boolean looksBack;
  private final List<Link> links = new ArrayList<>();
  private Set<Run> runs = new LinkedHashSet<>();

  PlainSequence(Sequence sequence) {
    this.within = sequence.within();
    List<Selector> none = new ArrayList<>();
    for (Step step : sequence.steps()) {
      for (int n = 0; !step.none() && n < step.times(); n++) {
        links.add(new Link(step.of(), List.copyOf(none)));
        none.clear();
      }
      if (step.none()) {
        none.add(step.of());
      }
    }
    this.looksBack =
        links.stream()
            .map(link -> link.of().where())
            .anyMatch(where -> where != null && where.previousUse().used());
  }

  @Override
  public void cancel() {
    runs.clear();
  }

  @Override
  public void close(Event event, Predicate<Selector> closes) {
    runs.removeIf(run -> links.get(run.done).none.stream().anyMatch(closes));
  }

  @Override
  public boolean comesTrueAt(Event event) {
    return comesTrueAt(event, true);
  }

  @Override
  public boolean isCompletedBy(Event event) {
    return comesTrueAt(event, false);
  }

  private boolean comesTrueAt(Event event, boolean mayBegin) {
    runs.removeIf(run -> event.time() - run.start > within);
    Set<Run> next = new LinkedHashSet<>(runs);
    for (Run run : runs) {
      if (matches(event, run.done, run.last)) {
        next.add(new Run(run.done + 1, run.start, event));
      }
    }
    if (mayBegin && matches(event, 0, null)) {
      next.add(new Run(1, event.time(), event));
    }
    runs = next;
    keepOneEach();
    if (runs.stream().anyMatch(run -> run.done == links.size())) {
      runs.clear();
      return true;
    }
    return false;
  }

  private boolean matches(Event event, int step, @Nullable Event previous) {
    return InstanceView.matches(event, links.get(step).of, looksBack ? previous : null);
  }

  private void keepOneEach() {
    if (looksBack) {
      runs.removeIf(
          run -> runs.stream().anyMatch(other -> other.done == run.done && better(other, run)));
    }
  }

  private static boolean better(Run one, Run other) {
    return one.start != other.start
        ? one.start > other.start
        : Event.ORDER.compare(one.last, other.last) > 0;
  }

  @Override
  public void unite(PlainPattern other, long at) {
    runs.addAll(((PlainSequence) other).runs);
    keepOneEach();
  }
}
