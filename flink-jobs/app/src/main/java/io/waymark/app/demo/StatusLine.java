package io.waymark.app.demo;

import java.util.Locale;

/**
 * How the demo is doing.
 *
 * @param eventsPerSecond evaluated lately
 * @param customers journeys that are kept
 * @param openInstances instances of rules that may still fire or be resolved
 * @param lagMillis how far the evaluated time is behind the shop's
 */
record StatusLine(
    double eventsPerSecond,
    long customers,
    long openInstances,
    long lagMillis,
    long openAlerts,
    long triggers) {

  String text(Palette palette) {
    return palette.bold(String.format(Locale.ROOT, "%,.0f events/s", eventsPerSecond))
        + String.format(
            Locale.ROOT,
            " · %,d customers · %,d open instances · lag %s · %,d alerts open · %,d triggers",
            customers,
            openInstances,
            Spans.format(lagMillis),
            openAlerts,
            triggers);
  }
}
