package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Predicate.PreviousUse;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sequence}: comes true when its steps have happened in order within a span.
 *
 * <p>For each step only the run with the latest start is kept: what ends an older run of that
 * length ends it too, and it has the most time left.
 */
final class SequenceMatcher implements ImmediateMatcher {
  private final long within;
  private final List<Selector> steps = new ArrayList<>();

  /** What may not happen between step i and step i + 1. */
  private final List<List<Selector>> none = new ArrayList<>();

  SequenceMatcher(Pattern.Sequence sequence) {
    this.within = sequence.within();
    for (Pattern.Step step : sequence.steps()) {
      if (step.none()) {
        none.get(none.size() - 1).add(step.of());
      } else {
        for (int i = 0; i < step.times(); i++) {
          steps.add(step.of());
          none.add(new ArrayList<>());
        }
      }
    }
  }

  @Override
  public String layout() {
    return "sequence " + steps.size();
  }

  @Override
  public List<Selector> opening() {
    return steps;
  }

  @Override
  public List<Selector> beginning() {
    return steps.subList(0, 1);
  }

  @Override
  public List<Selector> closing() {
    return none.stream().flatMap(List::stream).toList();
  }

  @Override
  public ImmediateMatcher.State newState() {
    return new State();
  }

  @Override
  public ImmediateMatcher.State read(StateReader in, List<Fire> fires) {
    State state = new State();
    for (int done = 1; done < steps.size(); done++) {
      state.runs[done] = in.bool() ? Run.read(in) : null;
    }
    return state;
  }

  private @Nullable PreviousUse previousUseOf(int step) {
    var where = step < steps.size() ? steps.get(step).where() : null;
    return where == null || !where.previousUse().used() ? null : where.previousUse();
  }

  private final class State implements ImmediateMatcher.State {
    /** By number of steps done; the first place stays empty. */
    private final @Nullable Run[] runs = new Run[steps.size()];

    @Override
    public void close(Offer offer, Firing firing) {
      for (int done = 1; done < runs.length; done++) {
        Run run = runs[done];
        if (run != null && offer.matchesAny(none.get(done - 1))) {
          noteEnd(run, done, "it may not come before the next step", firing);
          runs[done] = null;
        }
      }
    }

    private void noteEnd(Run run, int done, String why, Firing firing) {
      if (firing.isTraced()) {
        firing.note(
            "ends the run that began at "
                + Words.time(run.start())
                + " and had done step "
                + done
                + " of "
                + steps.size()
                + ": "
                + why);
      }
    }

    @Override
    public @Nullable List<Evidence> advance(Offer offer, Firing firing) {
      return advance(offer, 0, firing);
    }

    @Override
    public @Nullable List<Evidence> complete(Offer offer, Firing firing) {
      return advance(offer, 1, firing);
    }

    private @Nullable List<Evidence> advance(Offer offer, int firstStep, Firing firing) {
      Event event = offer.event();
      for (int step = steps.size() - 1; step >= firstStep; step--) {
        Run before = runs[step];
        if (step > 0) {
          if (before == null) {
            continue;
          }
          if (event.time() - before.start() > within) {
            if (firing.isTraced()) {
              noteEnd(before, step, "more than " + Words.span(within) + " have passed", firing);
            }
            runs[step] = null;
            continue;
          }
        }
        Event previous = before == null ? null : before.previous();
        if (!offer.matches(steps.get(step), previous)) {
          continue;
        }
        Run run = Run.after(before, offer, previousUseOf(step + 1));
        if (firing.isTraced()) {
          firing.note(
              "does step "
                  + (step + 1)
                  + " of "
                  + steps.size()
                  + (step == 0 ? "" : " of the run that began at " + Words.time(run.start())));
        }
        if (step == steps.size() - 1) {
          cancel();
          return run.evidence();
        }
        Run kept = runs[step + 1];
        // A run that has come from another journey may have begun later than one it overtakes.
        if (kept == null || run.start() >= kept.start()) {
          runs[step + 1] = run;
        }
      }
      return null;
    }

    @Override
    public void cancel() {
      Arrays.fill(runs, null);
    }

    @Override
    public void cancelLate(Offer offer, List<Fire> fires, Firing firing) {
      for (int done = 1; done < runs.length; done++) {
        Run run = runs[done];
        if (run != null && run.start() <= offer.event().time()) {
          runs[done] = null;
        }
      }
    }

    @Override
    public void closeLate(Offer offer, List<Fire> fires, Firing firing) {
      for (int done = 1; done < runs.length; done++) {
        Run run = runs[done];
        if (run != null
            && run.last().isBefore(offer.event())
            && offer.matchesAny(none.get(done - 1))) {
          noteEnd(run, done, "it may not come before the next step", firing);
          runs[done] = null;
        }
      }
    }

    @Override
    public long usefulUntil() {
      long until = Long.MIN_VALUE;
      for (Run run : runs) {
        if (run != null) {
          until = Math.max(until, run.start() + within);
        }
      }
      return until;
    }

    @Override
    public boolean forgetEvidence() {
      boolean any = false;
      for (int i = 0; i < runs.length; i++) {
        Run run = runs[i];
        if (run != null && !run.evidence().isEmpty()) {
          runs[i] = run.withoutEvidence();
          any = true;
        }
      }
      return any;
    }

    @Override
    public void merge(MatchState other, long at, Firing firing) {
      State that = (State) other;
      for (int done = 1; done < runs.length; done++) {
        Run own = runs[done];
        Run added = that.runs[done];
        if (added != null && (own == null || added.isBetterThan(own))) {
          runs[done] = added;
        }
      }
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      for (int done = 1; done < runs.length; done++) {
        Run run = runs[done];
        out.bool(run != null);
        if (run != null) {
          run.write(out);
        }
      }
    }
  }
}
