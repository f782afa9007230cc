package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Measure;

/**
 * Sums of a measure over the latest slots of time. A slot in which nothing was takes no place.
 * Takes up to 24 bytes a slot.
 */
final class Trail {

  /**
   * What a trail is of.
   *
   * @param slot milliseconds
   * @param capacity slots
   */
  record Spec(Measure measure, long slot, int capacity) {
    String id() {
      return measure.id() + "/" + slot;
    }
  }

  private final Spec spec;
  private final long[] slots;
  private final double[] numerators;
  private final double[] denominators;
  private int size;

  Trail(Spec spec) {
    this.spec = spec;
    slots = new long[spec.capacity()];
    numerators = new double[spec.capacity()];
    denominators = new double[spec.capacity()];
  }

  /** Adds what was in a window. */
  void add(long start, Sums sums) {
    long slot = Math.floorDiv(start, spec.slot());
    if (size == 0 || slots[size - 1] != slot) {
      makeRoom();
      slots[size] = slot;
      numerators[size] = 0;
      denominators[size++] = 0;
    }
    numerators[size - 1] += sums.numerator();
    denominators[size - 1] += sums.denominator();
  }

  private void makeRoom() {
    if (size == slots.length) {
      System.arraycopy(slots, 1, slots, 0, size - 1);
      System.arraycopy(numerators, 1, numerators, 0, size - 1);
      System.arraycopy(denominators, 1, denominators, 0, size - 1);
      size--;
    }
  }

  /** What was in slots that begin at that time or later, latest first until there are enough. */
  Total since(long time, double enough) {
    double numerator = 0;
    double denominator = 0;
    for (int i = size - 1; i >= 0 && denominator < enough; i--) {
      if (slots[i] * spec.slot() < time) {
        break;
      }
      numerator += numerators[i];
      denominator += denominators[i];
    }
    return new Total(numerator, denominator);
  }

  /** What was in slots that begin at that time or later. */
  Total since(long time) {
    return since(time, Double.POSITIVE_INFINITY);
  }

  /** Sums over some time. */
  record Total(double numerator, double denominator) {
    double mean() {
      return numerator / denominator;
    }
  }

  void write(StateWriter out) {
    out.count(size);
    for (int i = 0; i < size; i++) {
      out.number(slots[i]);
      out.fixedDouble(numerators[i]);
      out.fixedDouble(denominators[i]);
    }
  }

  static Trail read(Spec spec, StateReader in) {
    Trail trail = new Trail(spec);
    int stored = in.count();
    for (int i = 0; i < stored; i++) {
      trail.makeRoom();
      trail.slots[trail.size] = in.number();
      trail.numerators[trail.size] = in.fixedDouble();
      trail.denominators[trail.size++] = in.fixedDouble();
    }
    return trail;
  }
}
