package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sides of comparisons somebody is on, as seen from outside: the first that is told stays, of
 * two who turn out to be one the earlier, on a tie the one with interventions.
 */
final class YearArms {
  static final String HOLDOUT = "holdout";

  /** Of all interventions with none. */
  static final String ALL = "";

  /** The rules that some are kept without; the others are part of no comparison. */
  private static final Set<String> COMPARED = Set.of("resume", "nudge", "call-back");

  /** What is decided before anybody is asked for their side. */
  private static final Set<String> ASIDE = Set.of("expired", "paused", "limited", "erased");

  private final Map<String, Side> sides = new HashMap<>();

  /**
   * A side.
   *
   * @param torn whether both sides were told of who turned out to be one
   */
  private record Side(String arm, long since, boolean torn) {
    Side and(Side other) {
      boolean first = since < other.since || (since == other.since && !arm.equals(HOLDOUT));
      Side earlier = first ? this : other;
      return new Side(earlier.arm, earlier.since, torn || other.torn || !arm.equals(other.arm));
    }
  }

  /** The first that was told; null if none was. */
  @Nullable String arm(String of) {
    Side side = sides.get(of);
    return side == null ? null : side.arm;
  }

  boolean isTorn() {
    return sides.values().stream().anyMatch(Side::torn);
  }

  /** Those of the other count, too. */
  void merged(YearArms other) {
    other.sides.forEach((of, side) -> sides.merge(of, side, Side::and));
  }

  /** What is wrong with the sides that a decision names; {@code before} is the fire's last one. */
  List<String> wrongs(Decision decision, @Nullable Decision before) {
    List<String> wrongs = new ArrayList<>();
    boolean isHeldOut = HOLDOUT.equals(decision.arm()) || HOLDOUT.equals(decision.globalArm());
    String reason = decision.reason() == null ? "" : decision.reason().code();
    boolean isSpared =
        decision.verdict() == Verdict.WITHHELD
            && (reason.equals(HOLDOUT) || ASIDE.contains(reason));
    if (decision.verdict() != Verdict.CANCELLED
        && (isHeldOut ? !isSpared : reason.equals(HOLDOUT))) {
      wrongs.add("on sides " + decision.arm() + " and " + decision.globalArm());
    }
    if (decision.purpose().isOwed()) {
      if (decision.arm() != null || decision.globalArm() != null || reason.equals("limited")) {
        wrongs.add("is owed, and compared or limited");
      }
    } else if (before != null
        && before.verdict() == Verdict.ISSUED
        && decision.verdict() == Verdict.CANCELLED) {
      if (!sides(before).equals(sides(decision))) {
        wrongs.add("was sent on sides " + sides(before));
      }
    } else if (reason.equals("erased")) {
      // Nothing is known of them any more.
      return wrongs;
    } else if (decision.globalArm() != null) {
      wrongs.addAll(kept(decision));
    } else if (before != null || !ASIDE.contains(reason)) {
      wrongs.add("is on no side");
    }
    return wrongs;
  }

  private static Map<String, String> sides(Decision decision) {
    Map<String, String> sides = new HashMap<>();
    sides.put("arm", String.valueOf(decision.arm()));
    sides.put("of all", String.valueOf(decision.globalArm()));
    return sides;
  }

  private List<String> kept(Decision decision) {
    List<String> wrongs = new ArrayList<>();
    Side all = side(ALL, decision.globalArm(), decision, wrongs);
    boolean isTorn = all.torn;
    boolean isCompared =
        COMPARED.contains(decision.ruleId()) && !HOLDOUT.equals(decision.globalArm());
    if (isCompared != (decision.arm() != null)
        || isCompared != decision.ruleId().equals(decision.experiment())) {
      wrongs.add("is on side " + decision.arm() + " of " + decision.experiment());
    } else if (isCompared) {
      isTorn |= side(decision.ruleId(), decision.arm(), decision, wrongs).torn;
    }
    if (isTorn != decision.contaminated()) {
      wrongs.add("is contaminated: " + decision.contaminated());
    }
    return wrongs;
  }

  private Side side(String of, String arm, Decision decision, List<String> wrongs) {
    Side known = sides.computeIfAbsent(of, first -> new Side(arm, decision.decidedAt(), false));
    if (!known.arm.equals(arm)) {
      wrongs.add("on side " + arm + (of.equals(ALL) ? " of all" : "") + ", not " + known);
    }
    return known;
  }
}
