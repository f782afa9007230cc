package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Selector;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code wait}: comes true at its first level, and escalates at later ones, while what has started
 * does not end.
 */
record WaitMatcher(Pattern.Wait pattern) implements Matcher {

  @Override
  public String layout() {
    return "wait " + pattern.levels().size();
  }

  @Override
  public List<Selector> opening() {
    return List.of(pattern.start());
  }

  @Override
  public List<Selector> closing() {
    return List.of(pattern.end());
  }

  @Override
  public boolean isRetractable() {
    return true;
  }

  @Override
  public MatchState newState() {
    return new State(pattern);
  }

  @Override
  public MatchState read(StateReader in, List<Fire> fires) {
    State state = new State(pattern);
    if (in.bool()) {
      state.started = Moment.read(in);
      state.level = in.count();
      int fire = in.count();
      state.fire = fire == 0 || fire > fires.size() ? null : fires.get(fire - 1);
    }
    return state;
  }

  private static final class State implements MatchState {
    private final Pattern.Wait pattern;
    private @Nullable Moment started;

    /** The level that comes next. */
    private int level;

    private @Nullable Fire fire;

    State(Pattern.Wait pattern) {
      this.pattern = pattern;
    }

    @Override
    public void cancel() {
      started = null;
      fire = null;
      level = 0;
    }

    @Override
    public void close(Offer offer, Firing firing) {
      if (started != null && offer.matches(pattern.end())) {
        noteEnd(started, offer, firing);
        cancel();
      }
    }

    @Override
    public void open(Offer offer, Firing firing) {
      if (started == null) {
        if (offer.matches(pattern.start())) {
          started = offer.moment();
          noteStart(firing);
        }
      } else if (firing.isTraced() && offer.matches(pattern.start())) {
        firing.note("starts nothing: it is waiting since " + Words.time(started.time()));
      }
    }

    private void noteStart(Firing firing) {
      if (firing.isTraced()) {
        firing.note(
            "starts waiting for "
                + Words.selector(pattern.end())
                + ", level "
                + (level + 1)
                + " of "
                + pattern.levels().size()
                + " due at "
                + Words.time(deadline()));
      }
    }

    private static void noteEnd(Moment since, Offer offer, Firing firing) {
      if (firing.isTraced()) {
        firing.note(
            "ends the wait since "
                + Words.time(since.time())
                + " after "
                + Words.span(offer.event().time() - since.time()));
      }
    }

    @Override
    public long deadline() {
      return started == null ? NEVER : started.time() + pattern.levels().get(level).after();
    }

    @Override
    public void expire(Firing firing) {
      Moment since = Objects.requireNonNull(started);
      long now = deadline();
      Level reached = pattern.levels().get(level);
      if (firing.isTraced()) {
        firing.note(
            "level "
                + (level + 1)
                + " has come: "
                + Words.span(reached.after())
                + " without "
                + Words.selector(pattern.end())
                + (fire != null && fire.isResolved() ? "; it is resolved and stays silent" : ""));
      }
      if (fire == null) {
        fire = firing.fire(now, reached.severity(), since, List.of(since.evidence()));
      } else if (!fire.isResolved()) {
        firing.escalate(fire, now, reached.severity());
      }
      level++;
      if (level == pattern.levels().size()) {
        // Nothing more can come of it, and the next start opens anew.
        cancel();
      }
    }

    @Override
    public void cancelLate(Offer offer, List<Fire> fires, Firing firing) {
      Event event = offer.event();
      if (started != null && started.isBefore(event)) {
        noteEnd(started, offer, firing);
        cancel();
      }
      for (Fire emitted : List.copyOf(fires)) {
        if (emitted.last().isBefore(event) && event.time() <= emitted.occurredAt()) {
          firing.retract(emitted, event);
        }
      }
    }

    @Override
    public void closeLate(Offer offer, List<Fire> fires, Firing firing) {
      if (offer.matches(pattern.end())) {
        cancelLate(offer, fires, firing);
      }
    }

    @Override
    public void openLate(Offer offer, long passed, Firing firing) {
      if (started == null && offer.matches(pattern.start())) {
        startLate(offer.moment(), passed, firing);
      }
    }

    @Override
    public @Nullable Moment pendingSince() {
      return fire != null && fire.isResolved() ? null : started;
    }

    @Override
    public void reopen(Moment since, long passed, Firing firing) {
      // Of what several versions had open the first goes on, as of two journeys.
      if (started == null || (fire == null && since.isBefore(started))) {
        startLate(since, passed, firing);
      }
    }

    private void startLate(Moment since, long passed, Firing firing) {
      for (int next = 0; next < pattern.levels().size(); next++) {
        if (since.time() + pattern.levels().get(next).after() > passed) {
          started = since;
          level = next;
          noteStart(firing);
          return;
        }
      }
      if (firing.isTraced()) {
        firing.note("too late to start: its last level has passed");
      }
    }

    @Override
    public boolean holds(Fire emitted) {
      return emitted == fire;
    }

    @Override
    public long usefulUntil() {
      return started == null ? Long.MIN_VALUE : NEVER;
    }

    @Override
    public void merge(MatchState other, long at, Firing firing) {
      State that = (State) other;
      if (that.started != null && (started == null || that.started.isBefore(started))) {
        started = that.started;
        level = that.level;
        fire = that.fire;
      }
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      out.bool(started != null);
      if (started != null) {
        started.write(out);
        out.count(level);
        out.count(fire == null ? 0 : fires.indexOf(fire) + 1);
      }
    }
  }
}
