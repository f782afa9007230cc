package io.waymark.console.population;

/**
 * How much is in a store.
 *
 * @param customers each with a journey
 * @param alerts of two weeks; one in twenty is live
 * @param places that figures are of
 * @param rules a fifth of which intervene
 * @param audit entries
 */
public record StoreSize(int customers, int alerts, int places, int rules, int audit) {
  /** Running, at the same time. */
  static final int SILENCES = 50;

  /** What a day has of windows, and some more. */
  static final int WINDOWS_OF_A_DAY = 312;

  /** Of the same hours last week. */
  static final int WINDOWS_OF_LAST_WEEK = 24;

  /** What happened to customers within a week. */
  int moments() {
    return customers * 3 / 4;
  }

  /** Of one customer, who is a robot perhaps. */
  int momentsOfTheBusiest() {
    return Math.min(5_000, customers / 2);
  }

  int liveAlerts() {
    return alerts / 20;
  }

  int interveningRules() {
    return rules / 5;
  }

  int windows() {
    return WINDOWS_OF_A_DAY + WINDOWS_OF_LAST_WEEK;
  }
}
