package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.property.SameCasesEachTime;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What the life cycle says step by step is what follows from all there is. */
@AddLifecycleHook(SameCasesEachTime.class)
class AlertLifecycleProperties {
  private static final Alerting OF_TOUCHPOINT = new Alerting(List.of("touchpoint"), null, null);
  private static final Rule RULE = rule(new Pattern.OnEvent(Selector.any()), OF_TOUCHPOINT, null);
  private static final int MINUTES = 240;

  /**
   * A customer is in trouble.
   *
   * @param end minutes until it is over; above 40 it never is
   */
  record Trouble(int customer, int minute, int end) {}

  @Property
  void opensAndEndsAsTheReferenceSays(@ForAll("troubles") List<Trouble> troubles) {
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < troubles.size(); i++) {
      Trouble trouble = troubles.get(i);
      long at = TEN + trouble.minute() * MINUTE;
      reports.add(report(by("c" + trouble.customer(), fired("s" + i, at))));
      if (trouble.end() <= 40) {
        Signal over = resolved("s" + i, at + trouble.end() * MINUTE);
        reports.add(report(by("c" + trouble.customer(), over)));
      }
    }
    AlertStory story = new AlertStory();
    reports.stream().sorted(Report.ORDER).forEach(story::take);
    long end = TEN + (MINUTES + 100) * MINUTE;
    story.until(end);

    assertThat(story.emitted().stream().filter(a -> a.status() != Alert.Status.UPDATED))
        .map(AlertLifecycleProperties::words)
        .containsExactlyElementsOf(AlertReference.of(reports, TEN, end));
    assertThat(story.state()).as("all is forgotten in the end").isNull();
  }

  @Property
  void isNeverToldMoreOftenThanEveryTenSecondsUnlessItEnds(
      @ForAll("troubles") List<Trouble> troubles) {
    AlertStory story = new AlertStory();
    List<Report> reports = new ArrayList<>();
    for (int i = 0; i < troubles.size(); i++) {
      // In seconds, so that there is something to hold back.
      long at = TEN + troubles.get(i).minute() * 1_000L;
      reports.add(report(by("c" + troubles.get(i).customer(), fired("s" + i, at))));
    }
    reports.stream().sorted(Report.ORDER).forEach(story::take);
    story.until(TEN + MINUTES * MINUTE);
    List<Alert> emitted = story.emitted();
    for (int i = 1; i < emitted.size(); i++) {
      if (emitted.get(i).status() == Alert.Status.UPDATED) {
        assertThat(emitted.get(i).lastAt() - emitted.get(i - 1).lastAt())
            .isGreaterThanOrEqualTo(AlertLifecycle.EVERY);
      }
    }
    assertThat(story.last().impact().count()).isEqualTo(reports.size());
    assertThat(story.last().impact().customers())
        .isEqualTo(troubles.stream().map(Trouble::customer).distinct().count());
  }

  @Provide
  Arbitrary<List<Trouble>> troubles() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(0, MINUTES),
            Arbitraries.integers().between(1, 50))
        .as(Trouble::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  private static Report report(Signal signal) {
    return Report.of(signal, RULE, OF_TOUCHPOINT, signal.occurredAt());
  }

  private static String words(Alert alert) {
    String what = alert.cause() == null ? "open" : alert.cause().name().toLowerCase(Locale.ROOT);
    return what
        + " "
        + alert.lastAt() / MINUTE
        + ": "
        + alert.impact().count()
        + " of "
        + alert.impact().customers();
  }
}
