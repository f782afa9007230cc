package io.waymark.bench.contender;

/**
 * What a stretch of a run took.
 *
 * @param events that the source handed on in it
 * @param wallMillis by the clock on the wall
 * @param cpuMillis of the contender's process, all threads: garbage collection, compilation and
 *     compaction too
 * @param gcMillis in which the collector worked or stopped everything; part of the CPU's time
 * @param reads of a customer's state from the state backend; 0 if the contender does not tell
 * @param writes of a customer's state to it
 */
public record Span(
    long events, long wallMillis, long cpuMillis, long gcMillis, long reads, long writes) {

  public double perSecond() {
    return events * 1_000.0 / wallMillis;
  }

  public double perCpuSecond() {
    return events * 1_000.0 / cpuMillis;
  }

  /** CPU microseconds of one event. */
  public double microsPerEvent() {
    return cpuMillis * 1_000.0 / events;
  }

  /** Whether the contender tells its accesses of state. */
  public boolean tellsAccesses() {
    return reads + writes > 0;
  }

  /**
   * Events for each read or write of state; a job that reads and writes once per event has a half.
   */
  public double eventsPerAccess() {
    return events / (double) (reads + writes);
  }
}
