package io.waymark.bench.report;

import io.waymark.bench.contender.ContenderName;
import java.util.ArrayList;
import java.util.List;

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
    List<Bar> bars = new ArrayList<>();
    for (Standing standing : report.standings()) {
      Stretch stretch = standing.steady() == null ? standing.whole() : standing.steady();
      if (stretch != null) {
        ContenderName contender = ContenderName.parse(standing.contender());
        Spread toFloor = contender.isFloor() ? null : stretch.toFloor();
        String ratio =
            toFloor == null ? "" : " (%s x floor)".formatted(Figure.ratio(toFloor.median()));
        Spread rate = stretch.perCpuSecond();
        bars.add(new Bar(contender, rate, Figure.rate(rate.median()) + ratio));
      }
    }
    return bars;
  }

  /** CPU microseconds per event. */
  static List<Bar> ofLive(Report report) {
    List<Bar> bars = new ArrayList<>();
    for (Standing standing : report.standings()) {
      Stretch window = standing.steady();
      if (window != null) {
        Spread micros = window.microsPerEvent();
        bars.add(
            new Bar(
                ContenderName.parse(standing.contender()), micros, Figure.digits(micros.median())));
      }
    }
    return bars;
  }
}
