package io.waymark.domain;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The words with which stories are written; meant to be imported statically. */
public final class Stories {
  private Stories() {}

  /** An event at {@code 10:00[:00[.000]]}, or {@code +30m} after the line before. */
  public static EventLine event(String when, String type) {
    return new EventLine(when, type);
  }

  /** The events, whose ids by default follow the order of the lines: {@code e01}, {@code e02}... */
  public static List<Event> log(EventLine... lines) {
    List<Event> events = new ArrayList<>();
    long before = StoryTime.DAY;
    for (EventLine line : lines) {
      Event event = line.event(String.format("e%02d", events.size() + 1), before);
      before = event.time();
      events.add(event);
    }
    return events;
  }

  public static RuleBuilder rule(String id) {
    return new RuleBuilder(id);
  }

  public static Selector type(String... types) {
    return new Selector(Set.of(types), Set.of(), Set.of(), null);
  }

  public static Selector where(String type, Predicate predicate) {
    return Selector.of(type).where(predicate);
  }

  public static PatternBuilder on(String type) {
    return on(Selector.of(type));
  }

  public static PatternBuilder on(Selector of) {
    return severity -> new Pattern.OnEvent(of);
  }

  public static PatternBuilder.CountBuilder count(String type) {
    return count(Selector.of(type));
  }

  public static PatternBuilder.CountBuilder count(Selector of) {
    return new PatternBuilder.CountBuilder(of);
  }

  public static PatternBuilder sequence(String within, Step... steps) {
    return severity -> new Pattern.Sequence(List.of(steps), StoryTime.span(within));
  }

  public static Step step(String type) {
    return step(Selector.of(type));
  }

  public static Step step(Selector of) {
    return Step.of(of);
  }

  public static Step times(int times, String type) {
    return new Step(Selector.of(type), times, false);
  }

  public static Step none(String type) {
    return none(Selector.of(type));
  }

  public static Step none(Selector of) {
    return Step.none(of);
  }

  public static PatternBuilder.AbsenceBuilder absence(String after) {
    return absence(on(after));
  }

  public static PatternBuilder.AbsenceBuilder absence(PatternBuilder after) {
    return new PatternBuilder.AbsenceBuilder(after);
  }

  public static PatternBuilder.WaitBuilder waiting(String start) {
    return waiting(Selector.of(start));
  }

  public static PatternBuilder.WaitBuilder waiting(Selector start) {
    return new PatternBuilder.WaitBuilder(start);
  }

  public static PatternBuilder.ScoreBuilder score() {
    return new PatternBuilder.ScoreBuilder();
  }

  static Selector[] selectors(String... types) {
    return Arrays.stream(types).map(Selector::of).toArray(Selector[]::new);
  }
}
