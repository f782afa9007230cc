package io.waymark.bench.report;

import io.waymark.bench.contender.ContenderName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A bar of a chart.
 *
 * @param spread its length, and the line across its end
 * @param label beside it
 */
record Bar(ContenderName contender, Spread spread, String label) {

  /**
   * Events per CPU second of the steady part, or of all that a run got done if it got not so far.
   */
  static List<Bar> ofCatchUp(Report report) {
    return bars(report, Stretch::perCpuSecond, Figure::rate);
  }

  /** CPU microseconds per event. */
  static List<Bar> ofLive(Report report) {
    return bars(report, Stretch::microsPerEvent, Figure::digits);
  }

  private static List<Bar> bars(
      Report report, Function<Stretch, Spread> length, Function<Double, String> format) {
    List<Bar> bars = new ArrayList<>();
    for (Standing standing : report.standings()) {
      Stretch stretch = standing.steady() == null ? standing.whole() : standing.steady();
      if (stretch != null) {
        Spread spread = length.apply(stretch);
        ContenderName contender = ContenderName.parse(standing.contender());
        String label = format.apply(spread.median());
        Spread toFloor = stretch.toFloor();
        if (toFloor != null && !contender.isFloor()) {
          label += " (%s x floor)".formatted(Figure.ratio(toFloor.median()));
        }
        bars.add(new Bar(contender, spread, label));
      }
    }
    return bars;
  }
}
