package io.waymark.bench.contender;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a contender.
 *
 * @param contender its name
 * @param logEvents how many events the log has that it was to read; 0 if the log goes on for ever
 * @param finished whether it got to the end of its job in time
 * @param whole from the job's submission to its end
 * @param steady what is compared: what came after half of the log, or the window of a run at a live
 *     pace; null if the run did not get there
 * @param found findings by pattern
 * @param digest sum of the findings' digests
 * @param rules what the contender counted by rule, by kind: see the engine's occurrences
 * @param peakMemory resident bytes of the process at their most
 */
public record Measurement(
    String contender,
    long logEvents,
    boolean finished,
    Span whole,
    @Nullable Span steady,
    Map<String, Long> found,
    long digest,
    Map<String, Map<String, Long>> rules,
    long peakMemory) {

  public long findings() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }
}
