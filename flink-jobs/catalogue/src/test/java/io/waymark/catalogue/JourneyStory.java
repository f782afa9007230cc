package io.waymark.catalogue;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.JourneySnapshot.StageSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** One customer's journey, told by lines as examples have them. */
final class JourneyStory implements Effects {
  final List<Signal> signals = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private FrictionEngine engine;
  private CustomerState state;
  private long now;
  private boolean written = true;

  private JourneyStory(Catalogue catalogue) {
    engine = new FrictionEngine(catalogue.rules(), catalogue.model(), Limits.DEFAULT);
    state = engine.newCustomer("customer");
  }

  /** On the shipped catalogue and journey. */
  static JourneyStory shipped() {
    return new JourneyStory(Catalogue.shipped());
  }

  /** On a catalogue of this text. */
  static JourneyStory of(String yaml) {
    Catalogue catalogue = CatalogueLoader.load("story.yaml", yaml);
    if (catalogue.hasErrors()) {
      throw new IllegalArgumentException(catalogue.problems().toString());
    }
    return new JourneyStory(catalogue);
  }

  /** The state stays as it is between events, as while many are taken in at one look. */
  JourneyStory unwritten() {
    written = false;
    return this;
  }

  /** Events in this order of arrival; after each the state is written and read again. */
  JourneyStory given(String... lines) {
    StringBuilder yaml = new StringBuilder("rules: [{id: r, title: t, when: {event: none}, ");
    yaml.append("examples: [{name: n, expect: [], given: [");
    int before = told.size();
    told.addAll(List.of(lines));
    for (String line : told) {
      yaml.append('"').append(line.replace("\"", "\\\"")).append("\",");
    }
    Catalogue example = CatalogueLoader.load("lines", yaml.append("]}]}]").toString());
    if (example.hasErrors()) {
      throw new IllegalArgumentException(example.problems().toString());
    }
    List<Event> events = example.entries().get(0).examples().get(0).given();
    for (Event event : events.subList(before, events.size())) {
      engine.accept(state, event, this);
      state = written ? engine.read("customer", engine.write(state, this)) : state;
      now = Math.max(now, event.time());
    }
    return this;
  }

  /** The same customer goes on under another catalogue. */
  JourneyStory under(String yaml) {
    byte[] stored = engine.write(state, this);
    engine = of(yaml).engine;
    state = engine.read("customer", stored);
    return this;
  }

  /** Somebody unknown has turned out to be this customer. */
  JourneyStory joinedBy(JourneyStory other) {
    now = Math.max(now, other.now);
    byte[] journey = other.engine.write(other.state, other);
    engine.merge(state, new HandOver("device", now, "~", null, journey), this);
    state = engine.read("customer", engine.write(state, this));
    return this;
  }

  /** Time goes on, and all deadlines up to then come. */
  JourneyStory after(String span) {
    now += Spans.parse(span).orElseThrow();
    engine.advance(state, now, this);
    return this;
  }

  JourneySnapshot snapshot() {
    return Objects.requireNonNull(engine.snapshot(state, now));
  }

  /** {@code awareness, consideration+1}: with how many were passed over. */
  String stages() {
    return snapshot().stages().stream().map(JourneyStory::show).collect(Collectors.joining(", "));
  }

  private static String show(StageSnapshot stage) {
    return stage.stage() + (stage.skipped() == 0 ? "" : "+" + stage.skipped());
  }

  /** {@code rule fired at 10:00}. */
  List<String> told() {
    return signals.stream()
        .map(
            s ->
                s.ruleId()
                    + " "
                    + s.status().name().toLowerCase(java.util.Locale.ROOT)
                    + " "
                    + ExampleLine.clock(s.occurredAt()))
        .toList();
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void fact(Fact fact) {}
}
