package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A place with days and weeks, growth, days that are busier than others, and chance.
 *
 * @param peak load of a window at noon of a weekday, at the beginning
 * @param opens when there is something for the first time
 */
record SimulatedPlace(
    String name, Scene scene, double peak, double weekend, double growth, long opens, long seed) {
  private static final double HOLIDAY = 1.8;

  /** What is to be expected in a window, chance left aside. */
  double load(long start, long logStart, BusinessCalendar calendar) {
    var local = Instant.ofEpochMilli(start).atZone(calendar.zone());
    double hour = local.getHour() + local.getMinute() / 60.0;
    double day = 0.5 - 0.5 * Math.cos((hour - 4) / 24 * 2 * Math.PI);
    double evening = 0.35 * Math.exp(-Math.pow((hour - 20) / 1.5, 2));
    double week = local.getDayOfWeek().getValue() > 5 ? weekend : 1;
    double weeks = (start - logStart) / (7 * 24.0 * BusinessCalendar.HOUR);
    LocalDate date = local.toLocalDate();
    double holiday = calendar.days().containsKey(date) ? HOLIDAY : 1;
    double ofDay = new Chance(seed ^ date.toEpochDay() * 7919).factor(0.05);
    return peak * (0.06 + 0.8 * day + evening) * week * (1 + growth * weeks) * holiday * ofDay;
  }

  Pulse pulse(long start, double load, Trouble trouble, Chance chance) {
    Figures figures = scene.play(load, trouble, chance);
    long end = start + Window.LENGTH;
    return new Pulse(new Place(name, null, null), start, end, true, end, figures.list());
  }

  /** Whether anything is told of a window: of one in which nothing happened nothing is. */
  static boolean isTold(Pulse pulse) {
    return pulse.figures().stream()
        .anyMatch(figure -> figure.n() > 0 || figure.measure() == Measure.IN_QUEUE);
  }

  static List<SimulatedPlace> of(Chance chance, long logStart, long opening) {
    return List.of(
        place("/product", Scene.PAGES, 400, logStart, chance),
        place("/campaign", Scene.PAGES, 150, logStart, chance),
        place("/imprint", Scene.PAGES, 8, logStart, chance),
        place("/checkout", Scene.CHECKOUT, 220, logStart, chance),
        place("/checkout/invoice", Scene.CHECKOUT, 12, logStart, chance),
        place("/checkout/new", Scene.CHECKOUT, 250, opening, chance),
        place("support", Scene.QUEUE, 60, logStart, chance),
        place("vip", Scene.QUEUE, 5, logStart, chance),
        place("after-visit", Scene.SURVEYS, 45, logStart, chance),
        place("billing", Scene.TOPIC, 3, logStart, chance),
        place("hub-7", Scene.HUB, 3, logStart, chance),
        place("intervention:cart", Scene.INTERVENTIONS, 60, logStart, chance));
  }

  private static SimulatedPlace place(
      String name, Scene scene, double peak, long opens, Chance chance) {
    return new SimulatedPlace(
        name,
        scene,
        peak * chance.between(0.8, 1.3),
        chance.between(0.7, 1.3),
        chance.between(-0.01, 0.03),
        opens,
        chance.below(Long.MAX_VALUE));
  }
}
