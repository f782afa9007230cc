package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * When customers may be contacted, and how often. Durations are milliseconds.
 *
 * @param timeZone of customers of whom nothing else tells it
 * @param holdout share of customers that get no intervention at all, for comparison, 0..1; what is
 *     owed they get
 * @param suppressed customers who get none but what is owed: ids, or their {@link CustomerHash}
 * @param jitter over which those that wait for one time are spread
 * @param longestWait after which what waits is given up
 */
public record ContactPolicy(
    ZoneId timeZone,
    double holdout,
    List<Cap> caps,
    Cooldown cooldown,
    List<QuietHours> quietHours,
    DoNotDisturb doNotDisturb,
    Set<String> suppressed,
    long jitter,
    long longestWait)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Holds nothing back but what nobody agreed to. */
  public static final ContactPolicy NONE =
      new ContactPolicy(
          ZoneId.of("UTC"),
          0,
          List.of(),
          new Cooldown(Scope.of(Purpose.MARKETING), 0, 0),
          List.of(),
          new DoNotDisturb(Scope.of(Purpose.MARKETING), 0, 0),
          Set.of(),
          0,
          12 * 3_600_000L);

  public ContactPolicy {
    caps = List.copyOf(caps);
    quietHours = List.copyOf(quietHours);
    suppressed = Set.copyOf(suppressed);
  }

  /** The same without quiet hours. */
  public ContactPolicy atAnyHour() {
    return new ContactPolicy(
        timeZone,
        holdout,
        caps,
        cooldown,
        List.of(),
        doNotDisturb,
        suppressed,
        jitter,
        longestWait);
  }

  /** What was sent longer ago than this has no bearing any more. */
  long remembers() {
    return LongStream.concat(
            LongStream.of(cooldown.longest()),
            caps.stream().mapToLong(cap -> cap.period().longest()))
        .max()
        .orElse(0);
  }

  /** Whether something of this kind is ever counted. */
  boolean counts(Intervened sent) {
    return Stream.concat(Stream.of(cooldown.scope()), caps.stream().map(Cap::scope))
        .anyMatch(scope -> scope.covers(sent.purpose(), sent.channel()));
  }

  boolean isSuppressed(String customerId) {
    return !suppressed.isEmpty()
        && (suppressed.contains(customerId) || suppressed.contains(CustomerHash.of(customerId)));
  }
}
