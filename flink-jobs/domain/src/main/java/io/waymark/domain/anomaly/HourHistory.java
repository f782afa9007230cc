package io.waymark.domain.anomaly;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.pulse.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a place was like at one hour of the week: per measure the {@value #MOST} latest such hours
 * in brief. A summary takes up to 11 bytes, so that with all {@link BusinessCalendar#BUCKETS} hours
 * a measure of a place takes {@value #MOST} * 11 * 216 = 19 KB at most, however many windows there
 * were.
 */
public final class HourHistory {
  /** Hours that are remembered, one a week. */
  static final int MOST = 8;

  private static final int VERSION = 1;

  private final Map<Measure, List<HourSummary>> hours = new EnumMap<>(Measure.class);

  /** Adds the latest hour. */
  void add(Measure measure, HourSummary summary) {
    List<HourSummary> known = hours.computeIfAbsent(measure, none -> new ArrayList<>(MOST));
    if (known.size() == MOST) {
      known.remove(0);
    }
    known.add(summary);
  }

  /**
   * What is normal.
   *
   * @param since the first hour that still counts
   */
  Baseline baseline(Measure measure, long since) {
    List<HourSummary> known = hours.getOrDefault(measure, List.of());
    double[] centres = new double[known.size()];
    double[] spreads = new double[known.size()];
    int weeks = 0;
    for (HourSummary summary : known) {
      if (summary.hour() >= since) {
        centres[weeks] = summary.centre();
        spreads[weeks++] = summary.spread();
      }
    }
    if (weeks == 0) {
      return Baseline.NONE;
    }
    double expected = Robust.median(centres, weeks);
    double between = Robust.mad(centres, weeks, expected);
    return new Baseline(expected, between, Robust.median(spreads, weeks), weeks);
  }

  /** As it is stored. */
  public byte[] toBytes() {
    StateWriter out = StateWriter.of(VERSION, 0, 16 + 11 * MOST * hours.size());
    out.count(hours.size());
    hours.forEach(
        (measure, summaries) -> {
          out.raw(measure.id());
          out.count(summaries.size());
          long before = 0;
          for (HourSummary summary : summaries) {
            out.number(summary.hour() - before);
            out.fixed(Float.floatToRawIntBits(summary.centre()), Float.BYTES);
            out.fixed(Float.floatToRawIntBits(summary.spread()), Float.BYTES);
            before = summary.hour();
          }
        });
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static HourHistory of(byte[] bytes) {
    StoredVersion.check(bytes, VERSION);
    StateReader in = StateReader.of(bytes);
    HourHistory history = new HourHistory();
    int measures = in.count();
    for (int i = 0; i < measures; i++) {
      Measure measure = StoredVersion.measure(in.raw());
      List<HourSummary> summaries = new ArrayList<>(MOST);
      int size = in.count();
      long hour = 0;
      for (int k = 0; k < size; k++) {
        hour += in.number();
        float centre = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
        float spread = Float.intBitsToFloat((int) in.fixed(Float.BYTES));
        summaries.add(new HourSummary(hour, centre, spread));
      }
      history.hours.put(measure, summaries);
    }
    return history;
  }
}
