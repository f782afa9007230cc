package io.waymark.domain.reference;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the definitions fix of a signal.
 *
 * @param instance values of {@code per} by name, numbers without a fraction as integers
 * @param channel of the last event of the match, the same for all statuses of one fire
 * @param touchpoint likewise
 * @param waitedMs for a {@code wait}: milliseconds since its start; else null
 * @param firedAt {@code occurredAt} of the fire it belongs to
 */
public record ReferenceSignal(
    String ruleId,
    Mode mode,
    String customerId,
    Map<String, Object> instance,
    Signal.Status status,
    Severity severity,
    long occurredAt,
    @Nullable Long waitedMs,
    @Nullable String channel,
    @Nullable String touchpoint,
    long firedAt) {

  /**
   * What these signals say, in their order.
   *
   * @throws IllegalArgumentException if one follows no fire of its id, or an id has two fires
   */
  public static List<ReferenceSignal> of(List<Signal> signals) {
    Map<String, Long> fires = new HashMap<>();
    for (Signal signal : signals) {
      if (signal.status() == Signal.Status.FIRED
          && fires.put(signal.signalId(), signal.occurredAt()) != null) {
        throw new IllegalArgumentException("two fires have the id of " + signal);
      }
    }
    return signals.stream().map(signal -> of(signal, fires.get(signal.signalId()))).toList();
  }

  private static ReferenceSignal of(Signal signal, @Nullable Long firedAt) {
    if (firedAt == null) {
      throw new IllegalArgumentException("no fire has the id of " + signal);
    }
    return new ReferenceSignal(
        signal.ruleId(),
        signal.mode(),
        signal.customerId(),
        signal.instance(),
        signal.status(),
        signal.severity(),
        signal.occurredAt(),
        signal.waitedMs(),
        signal.channel(),
        signal.touchpoint(),
        firedAt);
  }
}
