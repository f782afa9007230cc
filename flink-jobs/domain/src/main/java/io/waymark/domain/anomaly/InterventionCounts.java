package io.waymark.domain.anomaly;

import io.waymark.domain.experiment.Proportion;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule's interventions: of deliveries, decisions and outcomes.
 *
 * @param start inclusive
 * @param end exclusive
 * @param undelivered triggers that were given up, of those that came to an end in the window
 * @param suppressed decisions that held one back, of those of the window
 * @param treatedHarmed treated customers that opted out or complained, so far
 * @param heldOutHarmed the same of those held out, so far
 */
public record InterventionCounts(
    String rule,
    long start,
    long end,
    Proportion undelivered,
    Proportion suppressed,
    Proportion treatedHarmed,
    Proportion heldOutHarmed) {

  /** What stands in the place of a touchpoint in front of the rule. */
  public static final String PLACE_PREFIX = "intervention:";

  /** As figures, which are watched like those of touchpoints. */
  public Pulse toPulse() {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(Measure.DELIVERY_FAILURES, undelivered));
    figures.add(figure(Measure.SUPPRESSED, suppressed));
    figures.add(figure(Measure.TREATED_HARM, treatedHarmed));
    figures.add(figure(Measure.HELD_OUT_HARM, heldOutHarmed));
    Place place = new Place(PLACE_PREFIX + rule, null, null);
    return new Pulse(place, start, end, true, end, List.copyOf(figures));
  }

  private static Figure figure(Measure measure, Proportion proportion) {
    @Nullable Double rate = proportion.rate();
    return new Figure(
        measure, rate, (double) proportion.successes(), (double) proportion.n(), proportion.n());
  }
}
