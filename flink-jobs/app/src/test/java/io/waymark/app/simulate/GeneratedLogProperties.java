package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class GeneratedLogProperties {

  /** A log as text, so that the order of attributes counts too. */
  private static String text(GeneratedLog log) {
    StringBuilder text = new StringBuilder();
    log.write(event -> text.append(event).append('\n'), label -> text.append(label).append('\n'));
    return text.toString();
  }

  private static List<Event> events(GeneratedLog log) {
    List<Event> events = new ArrayList<>();
    log.write(events::add, label -> {});
    return events;
  }

  @Property(tries = 25)
  void theSameArgumentsGiveTheSameLogAndAnotherSeedAnother(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int customers) {
    String log = text(new GeneratedLog(customers, 1_000, seed, 0.2));

    assertThat(text(new GeneratedLog(customers, 1_000, seed, 0.2))).isEqualTo(log);
    assertThat(text(new GeneratedLog(customers, 1_000, seed + 1, 0.2))).isNotEqualTo(log);
  }

  @Property(tries = 100)
  void exactlyAsManyEventsAsAskedForInOrderWithIdsOfTheirOwn(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int customers,
      @ForAll @IntRange(max = 3_000) int count,
      @ForAll @DoubleRange(max = 1) double friction) {
    List<Event> events = events(new GeneratedLog(customers, count, seed, friction));

    assertThat(events).hasSize(count).isSortedAccordingTo(Event.ORDER);
    assertThat(events.stream().map(Event::id).distinct()).hasSize(count);
  }

  @Property(tries = 40)
  void labelsAreWhatTheDefinitionsFind(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int customers,
      @ForAll @DoubleRange(max = 1) double friction) {
    List<Event> events = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    new GeneratedLog(customers, 4_000, seed, friction).write(events::add, labels::add);

    assertThat(new Definitions(1).find(events))
        .isEqualTo(labels.stream().map(Found::of).collect(Collectors.toSet()));
  }

  @Property(tries = 20)
  void aFrictionFreeLogHasNoneForAnySeed(@ForAll long seed) {
    assertThat(new Definitions(0.7).find(events(new GeneratedLog(100, 5_000, seed, 0)))).isEmpty();
  }
}
