package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Report;

/** What the alert of one group depends on. */
sealed interface GroupNews {
  /** Of the group. */
  String key();

  /** A signal tells something. */
  record OfReport(Report report) implements GroupNews {
    @Override
    public String key() {
      return report.key();
    }
  }

  /**
   * One of its customers is to be forgotten.
   *
   * @param until reports up to then are void
   */
  record OfErased(String key, String customerId, long until) implements GroupNews {}
}
