package io.waymark.pipeline.pulse;

/**
 * Uids, and names, of the operators from events to the figures of touchpoints. Their state is found
 * by them: a change drops it.
 */
public final class OperatorIds {
  public static final String EVENTS = "events-of-pulse";
  public static final String TOUCHES = "measure-touches";
  public static final String TOUCHES_SUMS = "sum-touches";
  public static final String STRANDS = "measure-strands";
  public static final String STRANDS_SUMS = "sum-strands";
  public static final String JOURNEYS = "measure-journeys";
  public static final String JOURNEYS_SUMS = "sum-journeys";
  public static final String BOUND_CHANNELS = "bound-channels";
  public static final String BOUND_PLACES = "bound-places";
  public static final String PLACES = "measure-places";

  private OperatorIds() {}
}
