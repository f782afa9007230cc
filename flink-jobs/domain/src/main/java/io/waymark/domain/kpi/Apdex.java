package io.waymark.domain.kpi;

/**
 * The application performance index.
 *
 * @param satisfied took T at most
 * @param tolerating took up to four times as long
 */
public record Apdex(double satisfied, double tolerating, double total) {

  /** From 0 to 1. */
  public Ratio index() {
    return new Ratio(satisfied + tolerating / 2, total);
  }
}
