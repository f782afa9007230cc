package io.waymark.domain.alert;

/**
 * What is remembered of an anomaly's alert, until it can not come back any more.
 *
 * @param alert as told last
 * @param heardAt end of the last window that was heard of
 * @param recovered whether the figure was back where it should be then
 */
public record AnomalyState(Alert alert, long heardAt, boolean recovered, Reopenings reopenings) {
  boolean isOpen() {
    return alert.status() != Alert.Status.RESOLVED;
  }
}
