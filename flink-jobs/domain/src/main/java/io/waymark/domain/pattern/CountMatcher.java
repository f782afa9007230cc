package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code count}: comes true when enough events lie within a window, once per burst. */
record CountMatcher(Pattern.Count count) implements ImmediateMatcher {

  @Override
  public String layout() {
    return count.sum() != null ? "sum" : count.distinct() != null ? "distinct" : "count";
  }

  @Override
  public List<Selector> opening() {
    return List.of(count.of());
  }

  @Override
  public List<Selector> closing() {
    return List.of();
  }

  @Override
  public ImmediateMatcher.State newState() {
    return new State(count);
  }

  @Override
  public ImmediateMatcher.State read(StateReader in, List<Fire> fires) {
    State state = new State(count);
    state.read(in);
    return state;
  }

  private static final class State implements ImmediateMatcher.State {
    private static final long NO_TIME = Long.MIN_VALUE;

    private final Pattern.Count count;
    private final CountWindow window;
    private final EvidenceTail evidence = new EvidenceTail();
    private long lastMatch = NO_TIME;

    /** When it came true in this burst, or {@link #NO_TIME}. */
    private long lastTrue = NO_TIME;

    State(Pattern.Count count) {
      this.count = count;
      this.window = new CountWindow(count);
    }

    @Override
    public @Nullable List<Evidence> advance(Offer offer, Firing firing) {
      Event event = offer.event();
      if (!offer.matches(count.of())) {
        return null;
      }
      Object contribution = window.contribution(event);
      if (contribution == null) {
        if (firing.isTraced()) {
          firing.note("does not count: it has no " + window.counted());
        }
        return null;
      }
      if (lastMatch != NO_TIME && event.time() - lastMatch > count.within()) {
        if (firing.isTraced()) {
          firing.note("begins a new burst: the last one ended with " + Words.time(lastMatch));
        }
        lastTrue = NO_TIME;
      }
      lastMatch = event.time();
      if (window.add(event.time(), contribution)) {
        firing.capped();
      }
      evidence.dropBefore(event.time() - count.within());
      evidence.add(offer.evidence());
      boolean reached = window.isReached();
      if (firing.isTraced()) {
        firing.note(window.describe() + (reached ? sinceTrue(event.time()) : ""));
      }
      if (!reached || !isDue(event.time())) {
        return null;
      }
      lastTrue = event.time();
      return evidence.toList();
    }

    private boolean isDue(long time) {
      return lastTrue == NO_TIME || (count.again() != null && time - lastTrue >= count.again());
    }

    private String sinceTrue(long time) {
      if (isDue(time)) {
        return ": reached";
      }
      return ": reached, but this burst came true at "
          + Words.time(lastTrue)
          + (count.again() == null
              ? " already"
              : " and does so again from " + Words.time(lastTrue + count.again()) + " on");
    }

    @Override
    public void cancel() {
      window.clear();
      evidence.clear();
      lastMatch = NO_TIME;
      lastTrue = NO_TIME;
    }

    @Override
    public void cancelLate(Offer offer, List<Fire> fires, Firing firing) {
      long time = offer.event().time();
      window.clearUpTo(time);
      evidence.dropBefore(time + 1);
      if (lastTrue <= time) {
        lastTrue = NO_TIME;
      }
      if (lastMatch <= time) {
        lastMatch = NO_TIME;
      }
    }

    @Override
    public long usefulUntil() {
      return lastMatch == NO_TIME ? Long.MIN_VALUE : lastMatch + count.within();
    }

    @Override
    public boolean forgetEvidence() {
      return evidence.clear();
    }

    @Override
    public void merge(MatchState other, long at, Firing firing) {
      State that = (State) other;
      lastTrue = Math.max(lastTrueInBurst(at), that.lastTrueInBurst(at));
      lastMatch = Math.max(lastMatch, that.lastMatch);
      if (window.merge(that.window, at - count.within())) {
        firing.capped();
      }
      evidence.merge(that.evidence);
    }

    /** When it came true in the burst that is not over at a time, or {@link #NO_TIME}. */
    private long lastTrueInBurst(long at) {
      return lastMatch == NO_TIME || at - lastMatch > count.within() ? NO_TIME : lastTrue;
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      out.optionalTime(lastMatch, NO_TIME);
      out.optionalTime(lastTrue, NO_TIME);
      window.write(out);
      evidence.write(out);
    }

    void read(StateReader in) {
      lastMatch = in.optionalTime(NO_TIME);
      lastTrue = in.optionalTime(NO_TIME);
      window.read(in);
      evidence.read(in);
    }
  }
}
