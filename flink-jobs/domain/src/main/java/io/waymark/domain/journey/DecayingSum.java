package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;

/**
 * A sum whose parts halve once in a half-life: one number and a time, whatever was added. What is
 * added late counts as if it had come in time.
 */
final class DecayingSum {
  private double sum;
  private long at;

  void add(double amount, long time, long halfLife) {
    if (sum == 0) {
      at = time;
    }
    if (time >= at) {
      sum = value(time, halfLife) + amount;
      at = time;
    } else {
      sum += amount * left(at - time, halfLife);
    }
  }

  /** The sum as of a time, no earlier than the last addition. */
  double value(long time, long halfLife) {
    return sum == 0 ? 0 : sum * left(Math.max(0, time - at), halfLife);
  }

  /**
   * When it falls to a positive level, or up to two milliseconds before; {@link Long#MIN_VALUE} if
   * it is below it.
   */
  long fallsTo(double level, long halfLife) {
    return sum < level
        ? Long.MIN_VALUE
        : at + (long) (halfLife * Math.log(sum / level) / Math.log(2)) - 1;
  }

  private static double left(long elapsed, long halfLife) {
    return Math.pow(2, -(double) elapsed / halfLife);
  }

  void merge(DecayingSum other, long halfLife) {
    if (other.sum != 0) {
      add(other.sum, other.at, halfLife);
    }
  }

  void write(StateWriter out) {
    out.bool(sum != 0);
    if (sum != 0) {
      out.fixedDouble(sum);
      out.time(at);
    }
  }

  void read(StateReader in) {
    if (in.bool()) {
      sum = in.fixedDouble();
      at = in.time();
    }
  }
}
