package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can keep a trigger back that a customer is to get, in the order in which it is asked.
 *
 * @param policy what the company wants
 */
record Restraints(ContactPolicy policy) {
  /** A night and a day may touch, and both be quiet; this many in a row are looked at. */
  private static final int QUIET_IN_A_ROW = 8;

  /** What is known of the customer now. */
  record Known(Map<Purpose, Consent> consents, Reach reach, List<Intervened> intervened) {}

  /** The first objection, or null if there is none. */
  @Nullable Objection objection(Trigger trigger, Known known, long now) {
    if (trigger.purpose().isOwed()) {
      return null;
    }
    Reason refused = refusal(trigger, known);
    if (refused != null) {
      return Objection.forGood(refused);
    }
    Objection disturbing = disturbing(trigger, known.reach());
    if (disturbing != null) {
      return disturbing;
    }
    if (isCooling(trigger, known.intervened(), now)) {
      return Objection.forGood(Reason.COOLDOWN);
    }
    List<ZoneId> zones = known.reach().zones(policy.timeZone());
    Objection full = full(trigger, known.intervened(), now, zones.get(0));
    return full != null ? full : quiet(trigger, now, zones);
  }

  private @Nullable Reason refusal(Trigger trigger, Known known) {
    if (!ConsentFacts.isPermitted(known.consents(), trigger.purpose())) {
      return Reason.NO_CONSENT;
    }
    if (isUnsubscribed(trigger, known.reach())) {
      return Reason.UNSUBSCRIBED;
    }
    return policy.isSuppressed(trigger.customerId()) ? Reason.SUPPRESSED : null;
  }

  /** Who leaves a list still gets what belongs to the service. */
  static boolean isUnsubscribed(Trigger trigger, Reach reach) {
    return trigger.purpose() == Purpose.MARKETING && reach.left().covers(trigger.channel());
  }

  private @Nullable Objection disturbing(Trigger trigger, Reach reach) {
    DoNotDisturb rule = policy.doNotDisturb();
    if (!rule.scope().covers(trigger.purpose(), trigger.channel())) {
      return null;
    }
    if (!reach.contacts().isEmpty()) {
      return new Objection(Reason.LIVE_CONTACT, last(reach.contacts()) + rule.contact(), false);
    }
    return reach.complaints().isEmpty()
        ? null
        : new Objection(Reason.OPEN_COMPLAINT, last(reach.complaints()) + rule.complaint(), false);
  }

  private static long last(Map<String, Long> times) {
    return times.values().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private boolean isCooling(Trigger trigger, List<Intervened> intervened, long now) {
    Cooldown cooldown = policy.cooldown();
    return cooldown.scope().covers(trigger.purpose(), trigger.channel())
        && intervened.stream()
            .filter(sent -> cooldown.scope().covers(sent.purpose(), sent.channel()))
            .anyMatch(
                sent ->
                    (sent.ruleId().equals(trigger.ruleId()) && now - sent.at() < cooldown.rule())
                        || (sent.action().equals(trigger.action())
                            && now - sent.at() < cooldown.action()));
  }

  /** The cap that is lifted last. */
  private @Nullable Objection full(
      Trigger trigger, List<Intervened> intervened, long now, ZoneId zone) {
    Objection full = null;
    for (Cap cap : policy.caps()) {
      if (cap.scope().covers(trigger.purpose(), trigger.channel())) {
        long since = cap.period().since(now, zone);
        long counted =
            intervened.stream()
                .filter(sent -> sent.at() >= since && isCounted(cap, sent, trigger))
                .count();
        if (counted >= cap.atMost()) {
          long until = cap.period().endsAt(now, zone);
          full =
              new Objection(
                  Reason.CAPPED, full == null ? until : Math.max(until, full.until()), true);
        }
      }
    }
    return full;
  }

  private static boolean isCounted(Cap cap, Intervened sent, Trigger trigger) {
    return cap.scope().covers(sent.purpose(), sent.channel())
        && switch (cap.per()) {
          case CUSTOMER -> true;
          case CHANNEL -> Objects.equals(sent.channel(), trigger.channel());
          case RULE -> sent.ruleId().equals(trigger.ruleId());
        };
  }

  /**
   * When quiet begins for a trigger that is issued now; null if it never does as long as the
   * trigger is of use. It is quiet where it is so in any of the zones that the customer may be in.
   */
  @Nullable Long quietFrom(Trigger trigger, Reach reach, long now) {
    List<ZoneId> zones = reach.zones(policy.timeZone());
    long from =
        policy.quietHours().stream()
            .filter(hours -> hours.scope().covers(trigger.purpose(), trigger.channel()))
            .flatMapToLong(hours -> zones.stream().mapToLong(zone -> hours.next(now, zone)))
            .min()
            .orElse(QuietHours.NEVER);
    return from < trigger.expiresAt() ? (Long) from : null;
  }

  private @Nullable Objection quiet(Trigger trigger, long now, List<ZoneId> zones) {
    long until = now;
    for (int i = 0; i < QUIET_IN_A_ROW; i++) {
      long end = QuietHours.NOT_QUIET;
      for (QuietHours hours : policy.quietHours()) {
        if (hours.scope().covers(trigger.purpose(), trigger.channel())) {
          for (ZoneId zone : zones) {
            end = Math.max(end, hours.until(until, zone));
          }
        }
      }
      if (end == QuietHours.NOT_QUIET) {
        break;
      }
      until = end;
    }
    return until == now ? null : new Objection(Reason.QUIET_HOURS, until, true);
  }
}
