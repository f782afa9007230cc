package io.waymark.app.format.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.Amounts;
import java.util.Locale;

/**
 * The vitals of a page view, each an event of its own. They are rated as <a
 * href="https://web.dev/articles/vitals">web.dev</a> rates them. First input delay is passed over:
 * INP has taken its place.
 */
final class WebVitals {
  private WebVitals() {}

  /** A vital with the largest readings that are good, and that need improvement. */
  private enum Vital {
    LCP(2_500, 4_000),
    INP(200, 500),
    CLS(0.1, 0.25),
    FCP(1_800, 3_000),
    TTFB(800, 1_800);

    private final double good;
    private final double fair;

    Vital(double good, double fair) {
      this.good = good;
      this.fair = fair;
    }

    String field() {
      return name().toLowerCase(Locale.ROOT);
    }

    String band(double reading) {
      if (reading <= good) {
        return "good";
      }
      return reading <= fair ? "needs_improvement" : "poor";
    }
  }

  static void tell(JsonNode data, Told told) {
    for (Vital vital : Vital.values()) {
      Double reading = Amounts.of(data.path(vital.field()));
      if (reading != null) {
        told.event("web_vital")
            .attribute("vital", vital.name())
            .attribute("reading", reading)
            .attribute("rating_band", vital.band(reading));
      }
    }
  }
}
