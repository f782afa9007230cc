package io.waymark.bench.log;

import io.waymark.bench.log.Patterns.Condition;
import io.waymark.bench.log.Patterns.Pattern;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as a rule, for every event or only for those of a page category or of a band of value.
 *
 * @param touchpoint the category's, or null for all
 * @param band of the value of the first step, or null for all
 */
public record BenchRule(
    String id, Pattern pattern, @Nullable String touchpoint, @Nullable Band band) {

  /** Values from {@code from} to below {@code to}. */
  record Band(int from, int to) {}

  /** Whether the event is one with which the pattern begins. */
  public boolean isArmedBy(Event event) {
    Condition where = where();
    return event.type().equals(pattern.steps().get(0))
        && (touchpoint == null || touchpoint.equals(event.touchpoint()))
        && (where == null
            || event.attribute(where.attribute()) instanceof Number value
                && where.holds(value.doubleValue()))
        && (band == null
            || event.attribute("value") instanceof Number value
                && value.doubleValue() >= band.from
                && value.doubleValue() < band.to);
  }

  /**
   * A band takes the place of a condition on the same value, or the two could exclude each other.
   */
  private @Nullable Condition where() {
    Condition where = pattern.where();
    return band != null && where != null && where.attribute().equals("value") ? null : where;
  }

  /** As an entry of a catalogue. */
  String text() {
    String first = selector();
    String when =
        switch (pattern.kind()) {
          case COUNT ->
              "count: { of: %s, at_least: %d, within: %ds }"
                  .formatted(first, pattern.times(), pattern.seconds());
          case ABSENCE ->
              "absence: { after: %s, of: %s, within: %ds }"
                  .formatted(first, pattern.steps().get(1), pattern.seconds());
          case SEQUENCE ->
              "sequence: { steps: [ %s, %s ], within: %ds }"
                  .formatted(
                      first,
                      String.join(", ", pattern.steps().subList(1, pattern.steps().size())),
                      pattern.seconds());
          case EVENT -> "event: " + first;
        };
    // A minute is to this log, of three, what a day is to a year of visits.
    return """
          - id: %s
            title: %s
            per: [%s]
            when:
              %s
            resolve_within: 60s
        """
        .formatted(id, id, pattern.key(), when);
  }

  private String selector() {
    List<String> conditions = new ArrayList<>();
    Condition where = where();
    if (where != null) {
      conditions.add(
          "attr.%s %s %d".formatted(where.attribute(), where.comparison(), where.number()));
    }
    if (band != null) {
      conditions.add("attr.value >= %d.0 && attr.value < %d.0".formatted(band.from, band.to));
    }
    String narrowed = touchpoint == null ? "" : ", touchpoint: \"" + touchpoint + "\"";
    String condition =
        conditions.isEmpty() ? "" : ", where: '" + String.join(" && ", conditions) + "'";
    return "{type: %s%s%s}"
        .formatted(pattern.steps().get(0), narrowed, condition)
        .toLowerCase(Locale.ROOT);
  }
}
