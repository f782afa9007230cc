package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code score}: comes true when points that decay add up, and again only after falling below a
 * lower mark.
 */
record ScoreMatcher(Pattern.Score score) implements ImmediateMatcher {

  @Override
  public String layout() {
    return "score";
  }

  @Override
  public List<Selector> opening() {
    return score.add().stream().map(Pattern.Points::of).toList();
  }

  @Override
  public List<Selector> closing() {
    return List.of();
  }

  @Override
  public ImmediateMatcher.State newState() {
    return new State(score);
  }

  @Override
  public ImmediateMatcher.State read(StateReader in, List<Fire> fires) {
    State state = new State(score);
    state.read(in);
    return state;
  }

  private static final class State implements ImmediateMatcher.State {
    /** Half-lives after which less than a thousandth of an event's points is left. */
    private static final int NEGLIGIBLE_AFTER = 10;

    /** Half-lives after which the largest double has decayed to zero. */
    private static final int NOTHING_LEFT_AFTER = 2_200;

    private final Pattern.Score score;
    private final EvidenceTail evidence = new EvidenceTail();
    private double value;
    private long valueAt;
    private boolean armed = true;

    State(Pattern.Score score) {
      this.score = score;
    }

    @Override
    public @Nullable List<Evidence> advance(Offer offer, Firing firing) {
      boolean matched = false;
      double points = 0;
      for (Pattern.Points add : score.add()) {
        if (offer.matches(add.of())) {
          matched = true;
          points += add.points();
        }
      }
      if (!matched) {
        return null;
      }
      long time = offer.event().time();
      value = decayedTo(time);
      valueAt = time;
      armed |= value < score.rearmBelow();
      value += points;
      if (score.halfLife() != null) {
        evidence.dropBefore(time - NEGLIGIBLE_AFTER * score.halfLife());
      }
      evidence.add(offer.evidence());
      if (firing.isTraced()) {
        firing.note(describe(points));
      }
      if (!armed || value < score.atLeast()) {
        return null;
      }
      armed = false;
      return evidence.toList();
    }

    private String describe(double points) {
      return (points < 0 ? "" : "+")
          + Words.number(points)
          + " points: score "
          + Words.number(value)
          + " of "
          + Words.number(score.atLeast())
          + (armed
              ? ""
              : ", but it has come true and does so again only after falling below "
                  + Words.number(score.rearmBelow()));
    }

    private double decayedTo(long time) {
      if (score.halfLife() == null || value == 0) {
        return value;
      }
      return value * Math.pow(2, -(double) (time - valueAt) / score.halfLife());
    }

    @Override
    public void cancel() {
      value = 0;
      armed = true;
      evidence.clear();
    }

    @Override
    public void cancelLate(Offer offer, List<Fire> fires, Firing firing) {
      // Of a score that later events have added to, the part before them is not known any more.
      if (valueAt <= offer.event().time()) {
        cancel();
      }
    }

    @Override
    public long usefulUntil() {
      if (armed && value == 0) {
        return Long.MIN_VALUE;
      }
      return armed && score.halfLife() != null
          ? valueAt + NOTHING_LEFT_AFTER * score.halfLife()
          : NEVER;
    }

    @Override
    public boolean forgetEvidence() {
      return evidence.clear();
    }

    @Override
    public void merge(MatchState other, long at, Firing firing) {
      State that = (State) other;
      armed &= that.armed;
      evidence.merge(that.evidence);
      double added = that.decayedTo(at);
      double own = decayedTo(at);
      // A score of which nothing is left must leave the other as it is, to the last bit: whether
      // it is still there depends on when the state was written.
      if (own == 0) {
        value = that.value;
        valueAt = that.valueAt;
      } else if (added != 0) {
        value = own + added;
        valueAt = at;
      }
    }

    @Override
    public void write(StateWriter out, List<Fire> fires) {
      out.fixedDouble(value);
      out.time(valueAt);
      out.bool(armed);
      evidence.write(out);
    }

    void read(StateReader in) {
      value = in.fixedDouble();
      valueAt = in.time();
      armed = in.bool();
      evidence.read(in);
    }
  }
}
