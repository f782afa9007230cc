package io.waymark.bench.contender;

import java.util.Map;

/**
 * One run of a contender over the whole log.
 *
 * @param wallMillis from the job's submission to its end
 * @param cpuMillis of the contender's process in that time, all threads: garbage collection,
 *     compilation and compaction too
 * @param accesses reads of a customer's state, each with a write; 0 if the contender does not tell
 * @param found findings by pattern
 * @param digest sum of the findings' digests
 * @param peakMemory resident bytes of the process at their most
 */
public record Measurement(
    String contender,
    long events,
    long wallMillis,
    long cpuMillis,
    long accesses,
    Map<String, Long> found,
    long digest,
    long peakMemory) {

  public double perSecond() {
    return events * 1_000.0 / wallMillis;
  }

  public double perCpuSecond() {
    return events * 1_000.0 / cpuMillis;
  }

  public long findings() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }
}
