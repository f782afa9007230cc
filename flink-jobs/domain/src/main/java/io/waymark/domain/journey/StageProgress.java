package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How far a journey has come through the stages of its model. */
final class StageProgress {
  static final int NONE = IdHash.NOWHERE;
  private static final long NEVER = Long.MIN_VALUE;
  private static final long[] NOT_ENTERED = {};
  private static final int[] NOT_SKIPPED = {};

  private int current = NONE;

  /** By stage the time at which it was entered last; {@link #NEVER} if it was not. */
  private long[] enteredAt = NOT_ENTERED;

  /** By stage how many before it were passed over. */
  private int[] skipped = NOT_SKIPPED;

  /** When the present stage began, as it was told then; an earlier beginning is found out later. */
  private long begun = NEVER;

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
    enteredAt = NOT_ENTERED;
    skipped = NOT_SKIPPED;
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
    note(stage, time);
    begun = time;
    current = stage;
    overstayed = false;
  }

  private void note(int stage, long time) {
    if (stage >= enteredAt.length) {
      int before = enteredAt.length;
      enteredAt = Arrays.copyOf(enteredAt, stage + 1);
      Arrays.fill(enteredAt, before, stage + 1, NEVER);
      skipped = Arrays.copyOf(skipped, stage + 1);
    }
    enteredAt[stage] = time;
  }

  /** An event that comes late shows that a stage was entered earlier, or passed through. */
  void enteredBefore(int stage, long time) {
    if (stage <= current && (enteredAt[stage] == NEVER || enteredAt[stage] > time)) {
      enteredAt[stage] = time;
    }
  }

  /** When the present stage has lasted too long; {@link Long#MAX_VALUE} if never. */
  long deadline(List<Stage> stages) {
    if (current == NONE || overstayed) {
      return Long.MAX_VALUE;
    }
    Long after = stages.get(current).overstayedAfter();
    return after == null ? Long.MAX_VALUE : begun + after;
  }

  void overstayed() {
    overstayed = true;
  }

  /** Both as one: as far as the further one, and since the time that was first. */
  void merge(StageProgress other) {
    if (other.current > current) {
      overstayed = other.overstayed;
      begun = other.begun;
      current = other.current;
    } else if (other.current == current) {
      overstayed |= other.overstayed;
      begun = Math.max(begun, other.begun);
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
    for (int stage = 0; stage < enteredAt.length; stage++) {
      if (enteredAt[stage] != NEVER) {
        entered.add(new StageSnapshot(stages.get(stage).id(), enteredAt[stage], skipped[stage]));
      }
    }
    return entered;
  }

  void write(StateWriter out, List<Stage> stages) {
    out.fixed(current == NONE ? 0 : IdHash.of(stages.get(current).id()), IdHash.BYTES);
    out.bool(current != NONE);
    out.bool(overstayed);
    out.optionalTime(begun, NEVER);
    int known = 0;
    for (long time : enteredAt) {
      known += time == NEVER ? 0 : 1;
    }
    out.count(known);
    for (int stage = 0; stage < enteredAt.length; stage++) {
      if (enteredAt[stage] != NEVER) {
        out.fixed(IdHash.of(stages.get(stage).id()), IdHash.BYTES);
        out.time(enteredAt[stage]);
        out.count(skipped[stage]);
      }
    }
  }

  /** What is stored of stages that the model does not have any more is left behind. */
  void read(StateReader in, List<Stage> stages) {
    long stored = in.fixed(IdHash.BYTES);
    current = in.bool() ? IdHash.place(stored, stages, Stage::id) : NONE;
    overstayed = in.bool();
    begun = in.optionalTime(NEVER);
    enteredAt = new long[stages.size()];
    Arrays.fill(enteredAt, NEVER);
    skipped = new int[stages.size()];
    for (int left = in.count(); left > 0; left--) {
      int stage = IdHash.place(in.fixed(IdHash.BYTES), stages, Stage::id);
      long time = in.time();
      int over = in.count();
      if (stage != NONE) {
        note(stage, time);
        skipped[stage] = over;
      }
    }
    if (current != NONE && enteredAt[current] == NEVER) {
      note(current, begun);
    }
  }
}
