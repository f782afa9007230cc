package io.waymark.domain.delivery;

/**
 * A system to be told, and how fast it may be told. How it is reached is not known here.
 *
 * @param route what it is told
 * @param concurrency most requests under way at a time
 * @param perSecond most requests a second; 0 for no limit
 * @param resend milliseconds after which a destination that forgets is told again of an alert that
 *     goes on; 0 for one that is told once
 * @param needsCustomer whether it takes nothing of a trigger without its customer, not even that it
 *     is taken back because the customer was erased
 */
public record Destination(
    String name,
    Route route,
    int concurrency,
    double perSecond,
    long resend,
    boolean needsCustomer) {

  /** One that can be told of somebody who is not named. */
  public Destination(String name, Route route, int concurrency, double perSecond, long resend) {
    this(name, route, concurrency, perSecond, resend, false);
  }
}
