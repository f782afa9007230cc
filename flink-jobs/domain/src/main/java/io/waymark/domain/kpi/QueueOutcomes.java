package io.waymark.domain.kpi;

import java.util.Set;

/**
 * What became of those who waited in a queue. Who still waits is in none of the numbers.
 *
 * @param answered by somebody
 * @param answeredInTime of these, within T
 * @param left before anybody answered, whatever the wait
 * @param leftInTime of these, within T
 * @param leftShortly of these, before they could have meant it
 * @param callbacks asked for instead of waiting
 * @param callbacksInTime of these, within T
 */
public record QueueOutcomes(
    double answered,
    double answeredInTime,
    double left,
    double leftInTime,
    double leftShortly,
    double callbacks,
    double callbacksInTime) {

  public double offered() {
    return answered + left;
  }

  /** Who left in time was served in time. */
  public Ratio serviceLevelF1() {
    return new Ratio(answeredInTime + leftInTime, offered());
  }

  /** Who left does not count. */
  public Ratio serviceLevelF2() {
    return new Ratio(answeredInTime, answered);
  }

  /** Who left was not served in time. */
  public Ratio serviceLevelF3() {
    return new Ratio(answeredInTime, offered());
  }

  /** Who left in time does not count, who left later was not served in time: the usual one. */
  public Ratio serviceLevelF4() {
    return new Ratio(answeredInTime, answered + left - leftInTime);
  }

  /** Who left shortly was served in time. */
  public Ratio serviceLevelF5() {
    return new Ratio(answeredInTime + leftShortly, offered());
  }

  /** Who left shortly does not count. */
  public Ratio serviceLevelF6() {
    return new Ratio(answeredInTime, offered() - leftShortly);
  }

  /** Amazon Connect's. */
  public Ratio serviceLevelConnect() {
    return new Ratio(answeredInTime + leftInTime + callbacksInTime, offered() + callbacks);
  }

  /**
   * Genesys Cloud's.
   *
   * @param flownOut handed on unanswered; who asked for a callback has flown out, too
   */
  public Ratio serviceLevelGenesys(Set<GenesysSwitch> on, double flownOut) {
    double abandons = on.contains(GenesysSwitch.SHORT_ABANDONS) ? left : left - leftShortly;
    double flowOuts = callbacks + flownOut;
    return new Ratio(
        answeredInTime,
        answered
            + (on.contains(GenesysSwitch.ABANDONS) ? abandons : 0)
            + (on.contains(GenesysSwitch.FLOW_OUTS) ? flowOuts : 0));
  }

  public Ratio abandonment() {
    return new Ratio(left, offered());
  }

  /** Without those who left shortly, above and below. */
  public Ratio abandonmentNet() {
    return new Ratio(left - leftShortly, offered() - leftShortly);
  }
}
