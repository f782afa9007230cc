package io.waymark.pipeline.journey;

import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What became of all events of a job that has come to its end, over all its journey operators.
 *
 * @param processed evaluated in their place
 * @param duplicate seen before
 * @param late evaluated after their place had passed
 * @param filtered told nothing that happened to a customer
 * @param limited left out, since a customer has only so many events a minute
 */
public record JourneyTotals(
    long processed, long duplicate, long late, long filtered, long limited) {
  private static final Map<Ledger.Count, String> NAMES =
      Map.of(
          Ledger.Count.PROCESSED, "waymark.processed",
          Ledger.Count.DUPLICATE, "waymark.duplicate",
          Ledger.Count.LATE, "waymark.late",
          Ledger.Count.FILTERED, "waymark.filtered",
          Ledger.Count.LIMITED, "waymark.limited");

  /** The totals of a job whose input has ended. */
  public static JourneyTotals of(JobExecutionResult result) {
    return new JourneyTotals(
        total(result, Ledger.Count.PROCESSED),
        total(result, Ledger.Count.DUPLICATE),
        total(result, Ledger.Count.LATE),
        total(result, Ledger.Count.FILTERED),
        total(result, Ledger.Count.LIMITED));
  }

  /** Hands over the share of one subtask, at its end. */
  static void publish(Ledger ledger, RuntimeContext context) {
    NAMES.forEach((kind, name) -> context.getLongCounter(name).add(ledger.total(kind)));
  }

  /** Where what goes no further is counted at the source, beside its ledger. */
  static LongCounter filtered(RuntimeContext context) {
    return context.getLongCounter(NAMES.get(Ledger.Count.FILTERED));
  }

  private static long total(JobExecutionResult result, Ledger.Count kind) {
    Long total = result.<Long>getAccumulatorResult(NAMES.get(kind));
    return total == null ? 0 : total;
  }
}
