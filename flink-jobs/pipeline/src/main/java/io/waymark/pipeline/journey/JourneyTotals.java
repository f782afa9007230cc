package io.waymark.pipeline.journey;

import io.waymark.pipeline.wire.Words;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
 * @param keptOut why {@link Screening} kept out some of the filtered ones, as counted since the
 *     operators last started; the others had no event in them, or were the canary's
 * @param limited left out, since a customer has only so many events a minute
 */
public record JourneyTotals(
    long processed,
    long duplicate,
    long late,
    long filtered,
    Map<Screening.Reason, Long> keptOut,
    long limited) {
  private static final List<Ledger.Count> TOLD =
      List.of(
          Ledger.Count.PROCESSED,
          Ledger.Count.DUPLICATE,
          Ledger.Count.LATE,
          Ledger.Count.FILTERED,
          Ledger.Count.LIMITED);

  /** The totals of a job whose input has ended. */
  public static JourneyTotals of(JobExecutionResult result) {
    return new JourneyTotals(
        total(result, Ledger.Count.PROCESSED),
        total(result, Ledger.Count.DUPLICATE),
        total(result, Ledger.Count.LATE),
        total(result, Ledger.Count.FILTERED),
        keptOut(result),
        total(result, Ledger.Count.LIMITED));
  }

  /** Hands over the share of one subtask, at its end. */
  static void publish(Ledger ledger, JourneyMetrics metrics, RuntimeContext context) {
    TOLD.forEach(kind -> context.getLongCounter(name(kind)).add(ledger.total(kind)));
    for (Screening.Reason reason : Screening.Reason.values()) {
      context.getLongCounter(name(reason)).add(metrics.keptOut(reason));
    }
  }

  /** Where what goes no further is counted at the source, beside its ledger. */
  static LongCounter filtered(RuntimeContext context) {
    return context.getLongCounter(name(Ledger.Count.FILTERED));
  }

  /** Under which a job says how many events were kept out for the reason. */
  static String name(Screening.Reason reason) {
    return "waymark.kept_out." + Words.of(reason);
  }

  private static String name(Ledger.Count kind) {
    return "waymark." + Words.of(kind);
  }

  private static Map<Screening.Reason, Long> keptOut(JobExecutionResult result) {
    Map<Screening.Reason, Long> keptOut = new EnumMap<>(Screening.Reason.class);
    for (Screening.Reason reason : Screening.Reason.values()) {
      keptOut.put(reason, total(result, name(reason)));
    }
    return Collections.unmodifiableMap(keptOut);
  }

  private static long total(JobExecutionResult result, Ledger.Count kind) {
    return total(result, name(kind));
  }

  private static long total(JobExecutionResult result, String name) {
    Long total = result.<Long>getAccumulatorResult(name);
    return total == null ? 0 : total;
  }
}
