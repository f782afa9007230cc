package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.intervention.Cap;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Period;
import io.waymark.domain.intervention.QuietHours;
import io.waymark.domain.intervention.Scope;
import io.waymark.domain.rule.Intervention.Purpose;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactPolicyTest {
  private static final long DAY = 86_400_000L;

  @Test
  void whatIsShippedSaysWhatItsCommentsSay() {
    ContactPolicy policy = SettingsDocuments.CONTACT.shipped();
    assertThat(policy.timeZone()).isEqualTo(ZoneId.of("Asia/Bangkok"));
    assertThat(policy.holdout()).isEqualTo(0.05);
    assertThat(policy.caps())
        .extracting(Cap::atMost, Cap::period)
        .containsExactly(
            tuple(1, new Period.Rolling(DAY)),
            tuple(3, new Period.Rolling(7 * DAY)),
            tuple(8, new Period.Rolling(30 * DAY)),
            tuple(5, new Period.Rolling(DAY)));
    assertThat(policy.cooldown().rule()).isEqualTo(7 * DAY);
    assertThat(policy.quietHours()).hasSize(2);
    assertThat(policy.jitter()).isEqualTo(DAY / 96);
    assertThat(policy.longestWait()).isEqualTo(DAY / 2);
  }

  @Test
  void everyPartCanBeSaid() {
    SettingsDocument.Loaded<ContactPolicy> loaded =
        load(
            """
            policy:
              time_zone: Europe/Berlin
              caps:
                - {purposes: [marketing, service], channels: sms, per: rule, at_most: 2, calendar: week}
              quiet_hours:
                - {from: 22:15, to: "06:00", days: [fri, sat]}
              suppressed: [ann]
            """);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().caps())
        .containsExactly(
            new Cap(
                new Scope(Set.of(Purpose.MARKETING, Purpose.SERVICE), Set.of("sms")),
                Cap.Per.RULE,
                2,
                Period.Calendar.WEEK));
    assertThat(loaded.settings().quietHours())
        .containsExactly(
            new QuietHours(
                Scope.of(Purpose.MARKETING),
                LocalTime.of(22, 15),
                LocalTime.of(6, 0),
                EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)));
    assertThat(loaded.settings().suppressed()).containsExactly("ann");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlace() {
    List<String> problems =
        load(
                """
                policy:
                  time_zone: Bangkok
                  capz: []
                  caps:
                    - {at_most: 0, within: 1d, calendar: day}
                    - {purposes: [legal], at_most: 1, within: soon}
                  quiet_hours:
                    - {from: "25:00", to: "08:00", days: [someday]}
                """)
            .problems()
            .stream()
            .map(Object::toString)
            .toList();
    assertThat(problems)
        .extracting(problem -> problem.substring(0, problem.indexOf(": error")))
        .containsExactly(
            "p:2:14", "p:3:3", "p:5:7", "p:5:17", "p:6:19", "p:6:47", "p:8:14", "p:8:43");
    assertThat(load("rules: []").problems()).isNotEmpty();
    assertThat(load("a: : b").settings()).isNull();
  }

  private static SettingsDocument.Loaded<ContactPolicy> load(String text) {
    return SettingsDocuments.CONTACT.load("p", text);
  }
}
