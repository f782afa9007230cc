package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alert on its way, with what is asked of it on the way even if there is no alert
 * any more.
 *
 * @param ruleId the rule or pattern it is of
 * @param place see {@link Alert#place}
 */
record PlacedChange(String ruleId, @Nullable String place, AlertChange change) {

  /**
   * The order in which changes count: by time, of one time anomalies first, those of more before
   * those of less, then by alert; those of one alert as they come.
   */
  static final Comparator<PlacedChange> ORDER =
      Comparator.comparingLong(PlacedChange::at)
          .thenComparing(PlacedChange::isOfSignals)
          .thenComparing(PlacedChange::narrowness)
          .thenComparing(change -> change.change().alertId());

  private boolean isOfSignals() {
    Alert alert = change.alert();
    return alert == null || alert.origin() == Alert.Origin.SIGNALS;
  }

  private long at() {
    Alert alert = change.alert();
    return alert == null ? Long.MIN_VALUE : alert.lastAt();
  }

  private int narrowness() {
    Alert alert = change.alert();
    return alert == null || isOfSignals() ? 0 : alert.group().size();
  }

  static PlacedChange of(Alert alert) {
    return new PlacedChange(
        alert.ruleIds().get(0), alert.place(), new AlertChange(alert.alertId(), alert));
  }

  /** The alert is to be forgotten. */
  static PlacedChange forgotten(Alert alert) {
    return new PlacedChange(
        alert.ruleIds().get(0), alert.place(), new AlertChange(alert.alertId(), null));
  }

  /** Where alerts meet that may stand for each other: those of no place of their own nobody. */
  String meets() {
    return place == null ? "alert " + change.alertId() : "place " + place;
  }
}
