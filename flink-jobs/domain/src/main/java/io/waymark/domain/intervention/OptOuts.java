package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The channels by which a customer wants no marketing any more. None is ever forgotten: who has
 * left more of them than are kept apart has left them all. Only a yes to marketing said later takes
 * one back: to that very channel ({@code consent_channel}), or {@code "*"} to all. Who left them
 * all comes back by the latter alone. Immutable.
 *
 * @param since event time of the last word, in epoch milliseconds, by channel; under {@link
 *     #EVERY_CHANNEL} of all
 */
public record OptOuts(Map<String, Long> since) {
  /** None. */
  public static final OptOuts NONE = new OptOuts(Map.of());

  static final String EVERY_CHANNEL = "*";

  /** Most channels that are kept apart. */
  static final int LIMIT = 16;

  public OptOuts {
    since = since.size() <= LIMIT ? Map.copyOf(since) : ofAll(since);
  }

  private static Map<String, Long> ofAll(Map<String, Long> since) {
    return Map.of(
        EVERY_CHANNEL, since.values().stream().mapToLong(Long::longValue).max().orElseThrow());
  }

  /** Whether the channel was left; what names no channel may come through any. */
  public boolean covers(@Nullable String channel) {
    return since.containsKey(EVERY_CHANNEL)
        || (channel == null ? !since.isEmpty() : since.containsKey(channel));
  }

  /** With what the fact says; the same object if that is nothing new. */
  public OptOuts after(Fact fact) {
    return switch (fact.kind()) {
      case UNSUBSCRIBED ->
          and(
              new OptOuts(
                  Map.of(
                      Objects.requireNonNullElse(fact.channel(), EVERY_CHANNEL),
                      fact.occurredAt())));
      case CONSENT -> subscribed(fact);
      case OBJECTION,
          PROFILE,
          GOAL_REACHED,
          COMPLAINT_OPENED,
          COMPLAINT_CLOSED,
          RETURNED,
          CONTACT_OPENED,
          CONTACT_CLOSED,
          ERASED,
          IDENTITIES_MERGED ->
          this;
    };
  }

  /** Those of a customer who turns out to have been the other, too. */
  public OptOuts and(OptOuts other) {
    Map<String, Long> both = new HashMap<>(since);
    other.since.forEach((channel, at) -> both.merge(channel, at, Math::max));
    return both.equals(since) ? this : new OptOuts(both);
  }

  /** In doubt, at one time, the no holds. */
  private OptOuts subscribed(Fact fact) {
    if (!(fact.attributes().get("consent_channel") instanceof String to)
        || !ConsentFacts.grants(fact, Purpose.MARKETING)) {
      return this;
    }
    Map<String, Long> less = new HashMap<>(since);
    less.entrySet()
        .removeIf(
            left ->
                (to.equals(EVERY_CHANNEL) || to.equals(left.getKey()))
                    && left.getValue() < fact.occurredAt());
    return less.equals(since) ? this : new OptOuts(less);
  }
}
