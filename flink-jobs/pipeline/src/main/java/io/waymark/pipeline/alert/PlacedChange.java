package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert on its way, with what is asked of it on the way even if there is no alert
 * any more.
 *
 * @param ruleId the rule or pattern it is of
 * @param place see {@link Alert#place}
 */
record PlacedChange(String ruleId, @Nullable String place, AlertChange change) {

  static PlacedChange of(Alert alert) {
    return new PlacedChange(
        alert.ruleIds().get(0), alert.place(), new AlertChange(alert.alertId(), alert));
  }

  /** The alert is to be forgotten. */
  static PlacedChange forgotten(Alert alert) {
    return new PlacedChange(
        alert.ruleIds().get(0), alert.place(), new AlertChange(alert.alertId(), null));
  }

  /** Where alerts of touchpoints that stand for each other meet; those of none meet nobody. */
  String meets() {
    return place == null ? "" : place;
  }
}
