package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matters of the last minutes of a visit: the steps that were taken, the clicks and errors.
 *
 * @param hash of the visit
 * @param acts by time
 */
public record Visit(long hash, List<Act> acts) implements Strand {
  private static final int MOST = 64;
  private static final int RAGE = 3;
  private static final long RAGE_WITHIN = 1_000;
  private static final long ERROR_AFTER_CLICK = 1_000;
  private static final int LOOP = 3;
  private static final long LOOP_WITHIN = Duration.ofMinutes(5).toMillis();

  /** What comes later than this does not change how earlier steps are understood. */
  private static final long LATE = Duration.ofMinutes(5).toMillis();

  /** What kind of act it is. */
  public enum Kind {
    STEP,
    /** On something that is not for writing. */
    CLICK,
    /** Nothing came of a click. */
    DEAD_CLICK,
    ERROR
  }

  /**
   * Something done or met.
   *
   * @param step of a {@link Kind#STEP}
   * @param what hash of the element, or of the error's fingerprint
   */
  public record Act(Point at, Kind kind, @Nullable Step step, int what) {}

  public static Visit of(long hash) {
    return new Visit(hash, List.of());
  }

  @Override
  public Visit with(Touch touch) {
    Act act = act(touch);
    if (act == null) {
      return this;
    }
    List<Act> more = new ArrayList<>(acts);
    more.add(act);
    more.sort(
        Comparator.comparingLong((Act one) -> one.at().time())
            .thenComparing(Act::kind)
            .thenComparingInt(Act::what));
    return new Visit(hash, List.copyOf(more));
  }

  /** Whether it can matter. */
  public static boolean concerns(Touch touch) {
    return act(touch) != null;
  }

  private static @Nullable Act act(Touch touch) {
    Point at = Point.of(touch);
    Step step = Step.of(touch.type());
    if (step != null) {
      return new Act(at, Kind.STEP, step, step.ordinal());
    }
    boolean click = touch.type().equals("click");
    if (click || touch.type().equals("click_settled")) {
      if (touch.says("input") || touch.says("exempt") || touch.says("text_selected")) {
        return null;
      }
      boolean dead = "none".equals(touch.text("effect")) && !touch.denies("interactive");
      return dead
          ? new Act(at, Kind.DEAD_CLICK, null, hash(touch.text("element")))
          : click ? new Act(at, Kind.CLICK, null, hash(touch.text("element"))) : null;
    }
    return touch.type().equals("error") && !touch.says("ignored")
        ? new Act(at, Kind.ERROR, null, hash(touch.text("fingerprint")))
        : null;
  }

  private static int hash(@Nullable String text) {
    return text == null ? 0 : text.hashCode();
  }

  @Override
  public @Nullable Strand followedBy(Touch touch) {
    return null;
  }

  @Override
  public Credits credits(long now, ContactGoal goal) {
    Credits credits = new Credits();
    steps(now, credits, now);
    for (int i = 0; i < acts.size(); i++) {
      Act act = acts.get(i);
      if (isFrustrating(act, i)) {
        Reading seen = new Reading.Seen(Crowd.FRUSTRATED_SESSIONS, hash);
        credits.add(act.at().where(), act.at().time(), seen, 1);
      }
    }
    return credits;
  }

  /**
   * A step that is taken again while it is open is one. Whether one has gone on is said when its
   * time is over and not before, as that it has not: else those who go on would come first.
   *
   * @return when the last of those acts happened, up to {@code before}, at which nothing was left
   *     to happen to those before it, which are said soon after: they matter to nothing that came
   *     after
   */
  private long steps(long now, Credits credits, long before) {
    List<Taken> open = new ArrayList<>();
    long fresh = Long.MIN_VALUE;
    for (Act act : acts) {
      Step step = act.step();
      if (step == null) {
        continue;
      }
      settle(open, act.at().time() - 1, credits);
      if (act.at().time() <= before && open.stream().allMatch(one -> one.isOver(before + LATE))) {
        fresh = act.at().time();
      }
      open.replaceAll(earlier -> earlier.step().isBefore(step) ? earlier.goneOn() : earlier);
      if (!step.isLast() && open.stream().noneMatch(earlier -> earlier.isStill(step))) {
        open.add(new Taken(act, step, false));
      }
    }
    settle(open, now, credits);
    return fresh;
  }

  /**
   * A step whose time is not over.
   *
   * @param hasGoneOn to a later one
   */
  private record Taken(Act act, Step step, boolean hasGoneOn) {
    Taken goneOn() {
      return new Taken(act, step, true);
    }

    /** Has gone on, and it has been said at that time. */
    boolean isOver(long time) {
      return hasGoneOn && deadline(act) <= time;
    }

    boolean isStill(Step other) {
      return step == other && !hasGoneOn;
    }
  }

  private static void settle(List<Taken> open, long now, Credits credits) {
    open.removeIf(
        taken -> {
          long deadline = deadline(taken.act());
          if (deadline > now) {
            return false;
          }
          credits.one(taken.act().at().where(), deadline, Tally.STEPS);
          if (taken.hasGoneOn()) {
            credits.one(taken.act().at().where(), deadline, Tally.STEPS_GONE_ON);
          }
          return true;
        });
  }

  private static long deadline(Act act) {
    return act.at().time() + (act.step() == null ? 0 : act.step().within());
  }

  private boolean isFrustrating(Act act, int place) {
    return switch (act.kind()) {
      case STEP -> false;
      case DEAD_CLICK -> true;
      case CLICK -> before(place, RAGE_WITHIN, act.kind(), act.what()) >= RAGE;
      case ERROR ->
          before(place, ERROR_AFTER_CLICK, Kind.CLICK, null) > 0
              || before(place, LOOP_WITHIN, act.kind(), act.what()) >= LOOP;
    };
  }

  /** How many such acts there are up to and including that one. */
  private int before(int place, long within, Kind kind, @Nullable Integer what) {
    int count = 0;
    long since = acts.get(place).at().time() - within;
    for (int i = place; i >= 0 && acts.get(i).at().time() >= since; i--) {
      Act act = acts.get(i);
      if (act.kind() == kind && (what == null || act.what() == what)) {
        count++;
      }
    }
    return count;
  }

  @Override
  public long wakeAt(long now) {
    return acts.stream()
        .filter(act -> act.step() != null && !act.step().isLast())
        .mapToLong(Visit::deadline)
        .filter(deadline -> deadline > now)
        .min()
        .orElse(NEVER);
  }

  /** Without what is settled whatever else becomes known; and the oldest, if there are many. */
  @Override
  public Visit pruned(long now) {
    List<Act> kept = acts;
    // Before the first watermark nothing is settled.
    if (now != Long.MIN_VALUE) {
      long settled = steps(now, new Credits(), now - LATE);
      kept =
          acts.stream()
              .filter(
                  act ->
                      act.step() == null
                          ? act.at().time() + LOOP_WITHIN > now
                          : act.at().time() >= settled)
              .toList();
    }
    if (kept.size() > MOST) {
      kept = kept.subList(kept.size() - MOST, kept.size());
    }
    return kept.size() == acts.size() ? this : new Visit(hash, List.copyOf(kept));
  }

  @Override
  public long forgetAt() {
    return acts.stream().mapToLong(Visit::mattersUntil).max().orElse(Long.MIN_VALUE);
  }

  private static long mattersUntil(Act act) {
    return act.at().time() + (act.step() == null ? LOOP_WITHIN : act.step().lasts());
  }
}
