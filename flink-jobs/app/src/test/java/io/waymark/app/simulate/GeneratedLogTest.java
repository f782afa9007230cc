package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GeneratedLogTest {
  private static final long EIGHT_DAYS = 8L * 24 * 3_600_000;

  private final List<Event> events = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  private void generate(int customers, int count, long seed, double friction) {
    new GeneratedLog(customers, count, seed, friction).write(events::add, labels::add);
  }

  @Test
  void everyFrictionIsLabelledAndEveryLabelIsTrue() {
    generate(2_000, 120_000, 7, 0.3);

    Set<Found> labelled = labels.stream().map(Found::of).collect(Collectors.toSet());
    assertThat(labelled).hasSameSizeAs(labels);
    assertThat(new Definitions(1).find(events)).isEqualTo(labelled);
  }

  @Test
  void aFewBusyCustomersOverManyWeeksAreLabelledTruly() {
    generate(12, 40_000, 3, 0.5);

    assertThat(new Definitions(1).find(events))
        .isEqualTo(labels.stream().map(Found::of).collect(Collectors.toSet()));
  }

  @Test
  void withoutFrictionNobodyEvenComesNearIt() {
    generate(500, 120_000, 11, 0);

    assertThat(labels).isEmpty();
    assertThat(new Definitions(0.7).find(events)).isEmpty();
  }

  @Test
  void all16KindsArePlantedInAModestLog() {
    generate(1_000, 20_000, 1, 0.1);

    assertThat(labels.stream().map(Label::ruleId).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "rage-click",
            "error-loop",
            "form-abandonment",
            "zero-results",
            "login-failures",
            "cart-abandoned",
            "checkout-abandoned",
            "payment-failed",
            "call-wait-long",
            "chat-wait-long",
            "transfer-bounce",
            "repeat-contact",
            "channel-switch",
            "delivery-late",
            "nps-detractor",
            "high-intent");
  }

  @Test
  void labelsNameEventsThatExistAndHaveComeTrueByTheEnd() {
    generate(1_000, 50_000, 5, 0.3);

    Map<String, Event> byId = events.stream().collect(Collectors.toMap(Event::id, e -> e));
    long end = events.get(events.size() - 1).time();
    assertThat(labels)
        .allSatisfy(
            label -> {
              assertThat(label.occurredAt()).isLessThanOrEqualTo(end);
              assertThat(label.eventIds())
                  .isNotEmpty()
                  .allSatisfy(
                      id -> assertThat(byId.get(id).customer()).isEqualTo(label.customer()));
            });
  }

  @Test
  void nobodyMeetsOneRuleTwiceWithinEightDays() {
    generate(30, 60_000, 2, 0.6);

    Map<String, List<Long>> times = new HashMap<>();
    for (Label label : labels) {
      times
          .computeIfAbsent(label.customer() + label.ruleId(), any -> new ArrayList<>())
          .add(label.occurredAt());
    }
    assertThat(times.values()).anySatisfy(met -> assertThat(met).hasSizeGreaterThan(1));
    for (List<Long> met : times.values()) {
      met.sort(null);
      for (int i = 1; i < met.size(); i++) {
        assertThat(met.get(i) - met.get(i - 1)).isGreaterThan(EIGHT_DAYS);
      }
    }
  }

  @Test
  void mostCustomersAreKnownAndSeventyPercentOfThemConsentWhenTheyFirstCome() {
    generate(2_000, 60_000, 9, 0.1);

    Map<String, Event> first = new HashMap<>();
    events.stream()
        .filter(e -> e.customerId() != null)
        .forEach(e -> first.putIfAbsent(e.customer(), e));
    assertThat(first).hasSizeGreaterThan(1_200);
    assertThat(first.values()).allMatch(e -> e.type().equals("consent_updated"));
    long granted = first.values().stream().filter(e -> (boolean) e.attribute("granted")).count();
    assertThat((double) granted / first.size()).isBetween(0.65, 0.75);
    long strangers = events.stream().filter(e -> e.customerId() == null).count();
    assertThat((double) strangers / events.size()).isBetween(0.03, 0.2);
  }

  @Test
  void everyEventSpeaksTheVocabulary() throws Exception {
    generate(1_000, 60_000, 4, 0.3);

    Vocabulary vocabulary = Vocabulary.load();
    Set<String> seen = new HashSet<>();
    for (Event event : events) {
      seen.add(event.type());
      assertThat(vocabulary.objections(event)).as(event.toString()).isEmpty();
    }
    assertThat(seen).isEqualTo(vocabulary.types());
  }

  @Test
  void aMillionEventsAreExactlyAMillion() {
    AtomicLong count = new AtomicLong();
    new GeneratedLog(10_000, 1_000_000, 1, 0.1).write(e -> count.incrementAndGet(), l -> {});
    assertThat(count).hasValue(1_000_000);
  }
}
