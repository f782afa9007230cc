package io.waymark.domain.friction;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule has noticed something about one customer, or what it had noticed has changed.
 *
 * @param signalId the same for the same events and rule version on any run, and for all statuses of
 *     one fire
 * @param customerId the customer, or {@code anon:} and the anonymous id while unknown
 * @param instance values of the rule's {@code per} by name, numbers without a fraction as integers
 * @param occurredAt event time at which this status became true
 * @param channel of the last event of the match
 * @param touchpoint of the last event of the match
 * @param stage journey stage the rule belongs to
 * @param waitedMs for {@code wait}: milliseconds since its start
 * @param evidence why it fired, at most {@link Evidence#LIMIT}, oldest first
 */
public record Signal(
    String signalId,
    String ruleId,
    int ruleVersion,
    String title,
    Kind kind,
    Severity severity,
    Mode mode,
    String customerId,
    Map<String, Object> instance,
    Status status,
    long occurredAt,
    @Nullable String channel,
    @Nullable String touchpoint,
    @Nullable String stage,
    @Nullable Long waitedMs,
    List<Evidence> evidence,
    Journey journey) {

  /** Life of a fire. */
  public enum Status {
    FIRED,
    /** A wait has reached a further level. */
    ESCALATED,
    /** What it complained of is over. */
    RESOLVED,
    /** A late event shows that it should not have fired. */
    RETRACTED
  }
}
