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
        return null;
      }
      if (lastMatch != NO_TIME && event.time() - lastMatch > count.within()) {
        lastTrue = NO_TIME;
      }
      lastMatch = event.time();
      if (window.add(event.time(), contribution)) {
        firing.capped();
      }
      evidence.dropBefore(event.time() - count.within());
      evidence.add(Evidence.of(event));
      if (!window.isReached() || !isDue(event.time())) {
        return null;
      }
      lastTrue = event.time();
      return evidence.toList();
    }

    private boolean isDue(long time) {
      return lastTrue == NO_TIME || (count.again() != null && time - lastTrue >= count.again());
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
      if (lastMatch <= time) {
        cancel();
      }
    }

    @Override
    public boolean isSpent(long horizon) {
      return lastMatch == NO_TIME || horizon - lastMatch > count.within();
    }

    @Override
    public void forgetEvidence() {
      evidence.clear();
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      out.time(lastMatch);
      out.bool(lastTrue != NO_TIME);
      if (lastTrue != NO_TIME) {
        out.time(lastTrue);
      }
      window.write(out);
      evidence.write(out);
    }

    void read(StateReader in) {
      lastMatch = in.time();
      lastTrue = in.bool() ? in.time() : NO_TIME;
      window.read(in);
      evidence.read(in);
    }
  }
}
