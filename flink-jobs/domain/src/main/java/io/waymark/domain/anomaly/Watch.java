package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import org.jspecify.annotations.Nullable;

/** How far it is with one definition at one place. Takes up to 32 bytes. */
final class Watch {
  /** Calm windows in a row that end an anomaly. */
  private static final int CALM_TO_RECOVER = 3;

  /** Windows in a row that say nothing that end one: an hour of them. */
  private static final int MUTE_TO_RECOVER = 12;

  private static final Against[] AGAINST = Against.values();
  private static final int LAST_THREE = 0b111;
  private static final long NOT_FIRED = Long.MIN_VALUE;

  /** Whether each of the last windows was out of line, the latest in the lowest bit. */
  private int recent;

  private int calm;
  private int mute;
  private long firedAt = NOT_FIRED;
  private double reading;
  private double expected;
  private Against against = Against.NORMAL;

  /** Takes what the next window says; answers what is to be told of it. */
  Anomaly.@Nullable Status take(Verdict verdict, int windows, long end) {
    recent = (recent << 1 | (verdict.isOutOfLine() ? 1 : 0)) & LAST_THREE;
    boolean silent = verdict.kind() == Verdict.Kind.NOTHING;
    mute = silent ? mute + 1 : 0;
    if (!silent) {
      calm = verdict.kind() == Verdict.Kind.CALM ? calm + 1 : 0;
      reading = verdict.reading();
      expected = verdict.expected();
      against = verdict.against();
    }
    if (!isOpen()) {
      return fired(windows, end);
    }
    if (calm >= CALM_TO_RECOVER) {
      return Anomaly.Status.RECOVERED;
    }
    if (mute >= MUTE_TO_RECOVER) {
      return Anomaly.Status.UNKNOWN;
    }
    return verdict.isOutOfLine() ? Anomaly.Status.CONTINUED : null;
  }

  private Anomaly.@Nullable Status fired(int windows, long end) {
    calm = 0;
    mute = 0;
    if (Integer.bitCount(recent) < windows) {
      return null;
    }
    firedAt = end;
    return Anomaly.Status.FIRED;
  }

  boolean isOpen() {
    return firedAt != NOT_FIRED;
  }

  long firedAt() {
    return firedAt;
  }

  double reading() {
    return reading;
  }

  Against against() {
    return against;
  }

  double expected() {
    return expected;
  }

  /** Whether there is nothing to remember. */
  boolean isIdle() {
    return !isOpen() && recent == 0;
  }

  void write(StateWriter out) {
    out.byteValue(recent);
    out.bool(isOpen());
    if (isOpen()) {
      out.byteValue(calm);
      out.byteValue(mute);
      out.fixedLong(firedAt);
      out.fixedDouble(reading);
      out.fixedDouble(expected);
      out.byteValue(against.ordinal());
    }
  }

  static Watch read(StateReader in) {
    Watch watch = new Watch();
    watch.recent = in.byteValue();
    if (in.bool()) {
      watch.calm = in.byteValue();
      watch.mute = in.byteValue();
      watch.firedAt = in.fixedLong();
      watch.reading = in.fixedDouble();
      watch.expected = in.fixedDouble();
      watch.against = AGAINST[in.byteValue()];
    }
    return watch;
  }
}
