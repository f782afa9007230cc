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
    public void close(Offer offer) {
      if (started != null && offer.matches(pattern.end())) {
        cancel();
      }
    }

    @Override
    public void open(Offer offer, Firing firing) {
      if (started == null && offer.matches(pattern.start())) {
        started = Moment.of(offer.event());
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
        cancel();
      }
      for (Fire emitted : List.copyOf(fires)) {
        if (emitted.last().isBefore(event) && event.time() <= emitted.occurredAt()) {
          firing.retract(emitted);
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
    public void openLate(Offer offer, long horizon, Firing firing) {
      if (started != null || !offer.matches(pattern.start())) {
        return;
      }
      for (int next = 0; next < pattern.levels().size(); next++) {
        if (offer.event().time() + pattern.levels().get(next).after() > horizon) {
          started = Moment.of(offer.event());
          level = next;
          return;
        }
      }
    }

    @Override
    public boolean holds(Fire emitted) {
      return emitted == fire;
    }

    @Override
    public boolean isSpent(long horizon) {
      return started == null;
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
