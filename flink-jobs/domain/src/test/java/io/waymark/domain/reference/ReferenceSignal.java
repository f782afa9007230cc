package io.waymark.domain.reference;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
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
    long firedAt) {}
