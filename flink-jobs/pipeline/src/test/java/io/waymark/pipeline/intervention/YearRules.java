package io.waymark.pipeline.intervention;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;

import io.waymark.domain.intervention.Cap;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Cooldown;
import io.waymark.domain.intervention.DoNotDisturb;
import io.waymark.domain.intervention.Period;
import io.waymark.domain.intervention.QuietHours;
import io.waymark.domain.intervention.Scope;
import io.waymark.domain.intervention.SignalStory;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What rules ask for in a simulated year, and the policy that it goes by. */
final class YearRules {
  static final long DAY = 24 * HOUR;
  static final String SUPPRESSED = "customer-3";

  static final Map<String, Intervention> ASKED =
      Map.of(
          "resume", asked("resume", "email", Purpose.MARKETING, 3 * DAY, 50, 0.3),
          "offer", asked("offer", "sms", Purpose.MARKETING, DAY, 70, 0),
          "nudge", asked("nudge", "push", Purpose.MARKETING, 20 * MINUTE, 20, 0.5),
          "anywhere", asked("offer", null, Purpose.MARKETING, 10 * HOUR, 10, 0),
          "call-back", asked("call-back", "call", Purpose.SERVICE, 2 * HOUR, 90, 0.2),
          "recall", asked("recall", "sms", Purpose.SAFETY, 12 * HOUR, 1, 0),
          "notice", asked("notice", "email", Purpose.LEGAL, 5 * DAY, 1, 0));

  /** A document is the rule's id. */
  static RuleSource source() {
    return new RuleSource(
        () ->
            Stream.concat(
                    ASKED.keySet().stream().map(id -> RuleUpdate.published(id, id, 1)),
                    Stream.of(RuleUpdate.completed(1)))
                .toList(),
        document -> rule(document.text()));
  }

  private static Rule rule(String id) {
    Rule any = SignalStory.rule(new Pattern.OnEvent(Selector.any()), null, ASKED.get(id));
    return new Rule(
        id,
        any.version(),
        any.title(),
        any.description(),
        any.kind(),
        any.severity(),
        any.stage(),
        any.tags(),
        any.mode(),
        any.effectiveFrom(),
        any.per(),
        any.when(),
        any.unless(),
        any.resolve(),
        any.resolveWithin(),
        any.onlyIf(),
        any.cooldown(),
        any.alert(),
        any.intervene());
  }

  static final ContactPolicy POLICY =
      new ContactPolicy(
          ZoneId.of("Asia/Bangkok"),
          0.1,
          List.of(
              new Cap(Scope.of(Purpose.MARKETING), Cap.Per.CUSTOMER, 2, new Period.Rolling(DAY)),
              new Cap(
                  Scope.of(Purpose.MARKETING), Cap.Per.CUSTOMER, 5, new Period.Rolling(7 * DAY)),
              new Cap(Scope.of(Purpose.MARKETING), Cap.Per.CHANNEL, 3, new Period.Rolling(7 * DAY)),
              new Cap(Scope.of(Purpose.MARKETING), Cap.Per.RULE, 6, new Period.Rolling(30 * DAY)),
              new Cap(
                  new Scope(Set.of(Purpose.MARKETING), Set.of("email")),
                  Cap.Per.CUSTOMER,
                  1,
                  Period.Calendar.DAY),
              new Cap(Scope.of(Purpose.SERVICE), Cap.Per.CUSTOMER, 2, new Period.Rolling(DAY))),
          new Cooldown(Scope.of(Purpose.MARKETING), 12 * HOUR, 6 * HOUR),
          List.of(
              quiet(Set.of("sms", "push"), "21:00", "08:00", EnumSet.allOf(DayOfWeek.class)),
              quiet(
                  Set.of("email"),
                  "22:30",
                  "02:30",
                  EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)),
              quiet(Set.of("email"), "02:30", "03:15", EnumSet.of(DayOfWeek.SUNDAY)),
              quiet(Set.of("push"), "12:00", "13:00", EnumSet.allOf(DayOfWeek.class))),
          new DoNotDisturb(Scope.of(Purpose.MARKETING), 20 * DAY, 2 * HOUR),
          Set.of(SUPPRESSED),
          15 * MINUTE,
          12 * HOUR);

  private YearRules() {}

  private static Intervention asked(
      String action,
      String channel,
      Purpose purpose,
      long usefulFor,
      int priority,
      double holdout) {
    return new Intervention(
        action, channel, purpose, usefulFor, priority, holdout, List.of("purchase"), 7 * DAY);
  }

  private static QuietHours quiet(
      Set<String> channels, String from, String to, Set<DayOfWeek> days) {
    return new QuietHours(
        new Scope(Set.of(Purpose.MARKETING), channels),
        LocalTime.parse(from),
        LocalTime.parse(to),
        days);
  }
}
