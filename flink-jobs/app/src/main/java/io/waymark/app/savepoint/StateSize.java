package io.waymark.app.savepoint;

/**
 * How large one state of one operator is in a savepoint, over all its subtasks.
 *
 * @param kind {@code value}, {@code list}, {@code map} or {@code timers} by key; {@code split},
 *     {@code union} or {@code broadcast} without keys; {@code coordinator}
 * @param keys how many have any; 0 of a state without keys
 * @param entries of a map its items, of a list without keys its elements
 * @param bytes of keys and values as they lie there; files have a little more
 * @param keyGroups how many have any
 * @param largestKeyGroup bytes of the one that has most
 * @param maxParallelism how many key groups there are
 */
public record StateSize(
    String operator,
    String state,
    String kind,
    long keys,
    long entries,
    long bytes,
    int keyGroups,
    long largestKeyGroup,
    int maxParallelism) {

  /**
   * How many times as large as the average the largest key group is, those without any counted in:
   * 1 if all are alike; 0 if nothing is there. Below a few hundred keys it says nothing.
   */
  public double skew() {
    return keyGroups == 0 || bytes == 0 ? 0 : (double) largestKeyGroup * maxParallelism / bytes;
  }
}
