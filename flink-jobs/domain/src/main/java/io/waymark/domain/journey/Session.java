package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.journey.JourneySnapshot.SessionSnapshot;
import io.waymark.domain.journey.Meaning.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One visit: from an event to the last one before a gap. */
final class Session {
  private static final byte[] NO_STRUGGLES = {};

  private final long start;
  private @Nullable String id;
  private long last;
  private int views;
  private int actions;
  private int satisfying;
  private int frustrating;
  private boolean converted;

  /** By kind, as often as it counts. */
  private byte[] struggles = NO_STRUGGLES;

  Session(long start, @Nullable String id) {
    this.start = start;
    this.last = start;
    this.id = id;
  }

  long start() {
    return start;
  }

  /**
   * Whether it lasts until a time. It is the customer's, not a device's: who goes on elsewhere
   * before the gap is over has not left.
   */
  boolean goesOn(long time, long gap) {
    return time - last <= gap;
  }

  /** Goes on, on a device that calls it {@code sessionId}. */
  void touch(long time, @Nullable String sessionId) {
    last = Math.max(last, time);
    id = sessionId == null ? id : sessionId;
  }

  /** The first moment at which it is over, if nothing else happens. */
  long endsAt(long gap) {
    return last + gap + 1;
  }

  int views() {
    return views;
  }

  void viewed() {
    views++;
  }

  void converted() {
    converted = true;
  }

  void acted(Outcome outcome) {
    actions++;
    satisfying += outcome == Outcome.SATISFYING ? 1 : 0;
    frustrating += outcome == Outcome.FRUSTRATING ? 1 : 0;
  }

  void struggled(int kind, int most) {
    if (kind >= struggles.length) {
      struggles = Arrays.copyOf(struggles, kind + 1);
    }
    struggles[kind] = (byte) Math.min(most, struggles[kind] + 1);
  }

  /** The points of all struggles; each kind counts a few times only. */
  double frustration(List<Scoring.Struggle> kinds) {
    double points = 0;
    for (int kind = 0; kind < struggles.length; kind++) {
      points += struggles[kind] * kinds.get(kind).points();
    }
    return points;
  }

  /** As in Google Analytics 4: long enough, pages enough, or what the company is there for. */
  boolean isEngaged(Sessions rules) {
    return converted || views >= rules.engagedViews() || last - start >= rules.engagedAfter();
  }

  SessionSnapshot snapshot(Sessions rules) {
    return new SessionSnapshot(id, start, last, views, isEngaged(rules), experience(rules));
  }

  /** Frustrating is asked first, as Dynatrace does. Null without an action. */
  private JourneySnapshot.@Nullable Experience experience(Sessions rules) {
    if (actions == 0) {
      return null;
    }
    if (frustrating >= rules.frustrating() * actions) {
      return JourneySnapshot.Experience.FRUSTRATING;
    }
    return satisfying >= rules.satisfying() * actions
        ? JourneySnapshot.Experience.SATISFYING
        : JourneySnapshot.Experience.TOLERABLE;
  }

  /** Of two that were one, on two devices at once or known by two names. */
  static @Nullable Session merge(
      @Nullable Session a, @Nullable Session b, Sessions rules, int most) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    Session first = a.start <= b.start ? a : b;
    Session second = first == a ? b : a;
    if (second.start - first.last > rules.gap()) {
      return second;
    }
    Session both = new Session(first.start, second.id != null ? second.id : first.id);
    both.last = Math.max(a.last, b.last);
    both.views = a.views + b.views;
    both.actions = a.actions + b.actions;
    both.satisfying = a.satisfying + b.satisfying;
    both.frustrating = a.frustrating + b.frustrating;
    both.converted = a.converted || b.converted;
    both.struggles = Arrays.copyOf(a.struggles, Math.max(a.struggles.length, b.struggles.length));
    for (int kind = 0; kind < b.struggles.length; kind++) {
      both.struggles[kind] = (byte) Math.min(most, both.struggles[kind] + b.struggles[kind]);
    }
    return both;
  }

  void write(StateWriter out, List<Scoring.Struggle> kinds) {
    out.time(start);
    out.time(last);
    out.string(id);
    out.count(views);
    out.count(actions);
    out.count(satisfying);
    out.count(frustrating);
    out.bool(converted);
    int known = 0;
    for (byte times : struggles) {
      known += times > 0 ? 1 : 0;
    }
    out.count(known);
    for (int kind = 0; kind < struggles.length; kind++) {
      if (struggles[kind] > 0) {
        out.fixed(IdHash.of(kinds.get(kind).id()), IdHash.BYTES);
        out.count(struggles[kind]);
      }
    }
  }

  static Session read(StateReader in, List<Scoring.Struggle> kinds) {
    long start = in.time();
    long last = in.time();
    Session session = new Session(start, in.string());
    session.last = last;
    session.views = in.count();
    session.actions = in.count();
    session.satisfying = in.count();
    session.frustrating = in.count();
    session.converted = in.bool();
    int known = in.count();
    if (known > 0) {
      session.struggles = new byte[kinds.size()];
    }
    for (int left = known; left > 0; left--) {
      int kind = IdHash.place(in.fixed(IdHash.BYTES), kinds, Scoring.Struggle::id);
      int times = in.count();
      if (kind != IdHash.NOWHERE) {
        session.struggles[kind] = (byte) times;
      }
    }
    return session;
  }
}
