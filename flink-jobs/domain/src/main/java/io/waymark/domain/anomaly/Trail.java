package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Measure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    add(start, sums.numerator(), sums.denominator());
  }

  /** Adds to the slot of that time, unless it is older than what is remembered. */
  void add(long time, double numerator, double denominator) {
    long slot = Math.floorDiv(time, spec.slot());
    int i = Arrays.binarySearch(slots, 0, size, slot);
    if (i < 0) {
      int free = -i - 1;
      if (free == 0 && size == slots.length) {
        return;
      }
      free -= makeRoom();
      System.arraycopy(slots, free, slots, free + 1, size - free);
      System.arraycopy(numerators, free, numerators, free + 1, size - free);
      System.arraycopy(denominators, free, denominators, free + 1, size - free);
      slots[free] = slot;
      numerators[free] = 0;
      denominators[free] = 0;
      size++;
      i = free;
    }
    numerators[i] += numerator;
    denominators[i] += denominator;
  }

  boolean isOf(Measure measure) {
    return spec.measure() == measure;
  }

  /** Whether each window has a slot of its own. */
  boolean isOfWindows() {
    return spec.slot() == Window.LENGTH;
  }

  /** What was in the slot of that time; null if it is too old to be known. */
  @Nullable Total at(long time) {
    long slot = Math.floorDiv(time, spec.slot());
    int i = Arrays.binarySearch(slots, 0, size, slot);
    if (i >= 0) {
      return new Total(numerators[i], denominators[i]);
    }
    return size == slots.length && slot < slots[0] ? null : new Total(0, 0);
  }

  /** Drops the oldest slot if there is no room for another; answers how many it has dropped. */
  private int makeRoom() {
    if (size < slots.length) {
      return 0;
    }
    size--;
    System.arraycopy(slots, 1, slots, 0, size);
    System.arraycopy(numerators, 1, numerators, 0, size);
    System.arraycopy(denominators, 1, denominators, 0, size);
    return 1;
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
