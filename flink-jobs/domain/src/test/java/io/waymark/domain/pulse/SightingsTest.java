package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.pulse.Reading.Sum;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightingsTest {

  @Test
  void anEventIsAnEventOfACustomerInAVisit() {
    assertThat(Sightings.of(touch(0, "scroll", "/item"), 7, 8L))
        .extracting(Measurement::reading)
        .containsExactly(
            new Sum(Tally.EVENTS),
            new Reading.Seen(Crowd.CUSTOMERS, 7),
            new Reading.Seen(Crowd.SESSIONS, 8));
  }

  @Test
  void surveysByTheirScaleAndDirection() {
    assertThat(sums(survey("nps", 0, 0, 10, true))).containsEntry(Tally.DETRACTORS, 1.0);
    assertThat(sums(survey("nps", 10, 0, 10, true))).containsEntry(Tally.PROMOTERS, 1.0);
    assertThat(sums(survey("csat", 4, 1, 5, true)))
        .containsEntry(Tally.CSAT_ANSWERS, 1.0)
        .containsEntry(Tally.CSAT_TOP, 1.0);
    assertThat(sums(survey("csat", 5, 1, 7, true)))
        .containsEntry(Tally.CSAT_ANSWERS, 1.0)
        .doesNotContainKey(Tally.CSAT_TOP);
    assertThat(sums(survey("ces", 1, 1, 5, false))).containsEntry(Tally.EASE, 1.0);
    assertThat(sums(survey("ces", 1, 1, 5, false))).doesNotContainKey(Tally.EASY_ANSWERS);
    assertThat(sums(survey("ces", 1, 1, 7, true)))
        .containsEntry(Tally.EASE, 0.0)
        .containsEntry(Tally.EASY_ANSWERS, 1.0)
        .doesNotContainKey(Tally.EASY);
    assertThat(sums(survey("ces", 5, 1, 7, true)))
        .containsEntry(Tally.CES_ANSWERS, 1.0)
        .containsEntry(Tally.EASY_ANSWERS, 1.0)
        .containsEntry(Tally.EASY, 1.0);
    assertThat(sums(survey("csat", 9, 1, 5, true))).containsOnlyKeys(Tally.EVENTS);
  }

  @Test
  void anIgnoredErrorIsNone() {
    assertThat(sums(touch(0, "error", "/", "kind", "js", "ignored", true)))
        .containsOnlyKeys(Tally.EVENTS);
    assertThat(sums(touch(0, "error", "/", "kind", "request", "status", 503L)))
        .containsOnlyKeys(Tally.EVENTS, Tally.ERRORS, Tally.REQUESTS, Tally.SERVER_ERRORS);
    assertThat(sums(touch(0, "error", "/", "kind", "request", "status", 404L)))
        .containsOnlyKeys(Tally.EVENTS, Tally.ERRORS, Tally.REQUESTS);
  }

  @Test
  void aVitalOfAHiddenPageIsNone() {
    assertThat(
            Sightings.of(
                touch(0, "web_vital", "/", "vital", "LCP", "reading", 2_500L, "hidden", true),
                1,
                null))
        .hasSize(2);
    assertThat(Sightings.of(touch(0, "web_vital", "/", "vital", "LCP", "reading", 2_500L), 1, null))
        .extracting(Measurement::reading)
        .contains(new Reading.Sample(Quantity.LCP, 2_500));
  }

  @Test
  void whatLoadsInTwoSecondsSatisfies() {
    assertThat(sums(touch(0, "page_view", "/", "load_ms", 2_000L)))
        .containsEntry(Tally.LOADED_SATISFYING, 1.0);
    assertThat(sums(touch(0, "page_view", "/", "load_ms", 8_000L)))
        .containsEntry(Tally.LOADED_TOLERABLE, 1.0);
    assertThat(sums(touch(0, "page_view", "/", "load_ms", 8_001L)))
        .containsOnlyKeys(Tally.EVENTS, Tally.VIEWS, Tally.LOADED);
  }

  @Test
  void whetherItWasResolvedIsAlsoAsked() {
    assertThat(sums(touch(0, "survey_response", null, "metric", "fcr", "resolved", true)))
        .containsEntry(Tally.RESOLUTION_ANSWERS, 1.0)
        .containsEntry(Tally.RESOLUTION_CONFIRMED, 1.0);
    assertThat(sums(touch(0, "survey_response", null, "metric", "fcr", "resolved", false)))
        .containsEntry(Tally.RESOLUTION_ANSWERS, 1.0)
        .doesNotContainKey(Tally.RESOLUTION_CONFIRMED);
    assertThat(sums(touch(0, "survey_response", null, "metric", "fcr")))
        .containsOnlyKeys(Tally.EVENTS);
    assertThat(sums(touch(0, "contact_wrapup", "hotline", "resolved", true)))
        .containsEntry(Tally.RESOLVED, 1.0)
        .containsEntry(Tally.RESOLVED_OF_KNOWN, 1.0);
  }

  private static Touch survey(String metric, double score, double min, double max, boolean up) {
    return touch(
        0,
        "survey_response",
        "/survey",
        "metric",
        metric,
        "score",
        score,
        "scale_min",
        min,
        "scale_max",
        max,
        "direction",
        up ? "higher_is_better" : "lower_is_better");
  }

  private static Map<Tally, Double> sums(Touch touch) {
    Map<Tally, Double> sums = new EnumMap<>(Tally.class);
    for (Measurement one : Sightings.of(touch, 1, null)) {
      Arrays.stream(Tally.values())
          .filter(tally -> one.reading().equals(new Sum(tally)))
          .forEach(tally -> sums.merge(tally, one.amount(), Double::sum));
    }
    return sums;
  }
}
