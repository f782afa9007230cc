package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far a journey has come through the stages of its model. */
final class StageProgress {
  static final int NONE = -1;
  private static final long NEVER = Long.MIN_VALUE;

  private int current = NONE;

  /** By stage the time at which it was entered last; {@link #NEVER} if it was not. */
  private long[] enteredAt = {};

  /** By stage how many before it were passed over. */
  private int[] skipped = {};

  /** Whether it was told that the present stage lasts too long. */
  private boolean overstayed;

  int current() {
    return current;
  }

  /** When the present stage was entered. */
  long since() {
    return enteredAt[current];
  }

  /** How many stages were passed over on the way to the present one. */
  int skipped() {
    return skipped[current];
  }

  /** The journey is over; another one begins before the first stage. */
  void leave() {
    current = NONE;
    enteredAt = new long[0];
    skipped = new int[0];
  }

  /** Goes on to a later stage. */
  void advance(int to, long time) {
    int over = to - current - 1;
    enter(to, time);
    skipped[to] = over;
  }

  /** Goes back to an earlier stage: those after it are to be entered again. */
  void fallBack(int to, long time) {
    Arrays.fill(enteredAt, to + 1, enteredAt.length, NEVER);
    enter(to, time);
    skipped[to] = 0;
  }

  private void enter(int stage, long time) {
    if (stage >= enteredAt.length) {
      int before = enteredAt.length;
      enteredAt = Arrays.copyOf(enteredAt, stage + 1);
      Arrays.fill(enteredAt, before, stage + 1, NEVER);
      skipped = Arrays.copyOf(skipped, stage + 1);
    }
    enteredAt[stage] = time;
    current = stage;
    overstayed = false;
  }

  /** An event that comes late shows that a stage was entered earlier, or passed through. */
  void enteredBefore(int stage, long time) {
    if (stage <= current && (enteredAt[stage] == NEVER || enteredAt[stage] > time)) {
      enteredAt[stage] = time;
    }
  }

  /** When the present stage has lasted too long; {@link Long#MAX_VALUE} if never. */
  long deadline(List<Stage> stages) {
    if (current == NONE || overstayed || current >= stages.size()) {
      return Long.MAX_VALUE;
    }
    Long after = stages.get(current).overstayedAfter();
    return after == null ? Long.MAX_VALUE : since() + after;
  }

  void overstayed() {
    overstayed = true;
  }

  /** Both as one: as far as the further one, and since the time that was first. */
  void merge(StageProgress other) {
    if (other.current > current) {
      overstayed = other.overstayed;
      current = other.current;
    }
    int size = Math.max(enteredAt.length, other.enteredAt.length);
    int known = enteredAt.length;
    enteredAt = Arrays.copyOf(enteredAt, size);
    Arrays.fill(enteredAt, known, size, NEVER);
    skipped = Arrays.copyOf(skipped, size);
    for (int stage = 0; stage < other.enteredAt.length; stage++) {
      long theirs = other.enteredAt[stage];
      if (theirs != NEVER && (enteredAt[stage] == NEVER || theirs < enteredAt[stage])) {
        enteredAt[stage] = theirs;
        skipped[stage] = other.skipped[stage];
      }
    }
  }

  List<StageSnapshot> snapshot(List<Stage> stages) {
    List<StageSnapshot> entered = new ArrayList<>();
    for (int stage = 0; stage < Math.min(enteredAt.length, stages.size()); stage++) {
      if (enteredAt[stage] != NEVER) {
        entered.add(new StageSnapshot(stages.get(stage).id(), enteredAt[stage], skipped[stage]));
      }
    }
    return entered;
  }

  void write(StateWriter out) {
    out.count(current + 1);
    out.bool(overstayed);
    out.count(enteredAt.length);
    for (int stage = 0; stage < enteredAt.length; stage++) {
      out.optionalTime(enteredAt[stage], NEVER);
      out.count(skipped[stage]);
    }
  }

  void read(StateReader in) {
    current = in.count() - 1;
    overstayed = in.bool();
    int size = in.count();
    enteredAt = new long[size];
    skipped = new int[size];
    for (int stage = 0; stage < size; stage++) {
      enteredAt[stage] = in.optionalTime(NEVER);
      skipped[stage] = in.count();
    }
  }
}
