package io.waymark.domain.reference;

import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Event logs in which all that is easily got wrong is frequent: equal times, times exactly a window
 * apart, duplicates, missing and null attributes, one value as int, double and string.
 */
public final class LogArbitraries {
  /** Distance of the times that events and windows lie on. */
  public static final long GRID = 60_000;

  /** When logs begin; before it lie only deadlines. */
  static final long START = StoryTime.time("10:00");

  static final int CELLS = 16;

  /** Stands for "not there at all", since null is a value. */
  private static final Object MISSING = new Object();

  private LogArbitraries() {}

  /** 1 to 40 events of one or two customers, in any order of arrival. */
  public static Arbitrary<List<Event>> logs() {
    return event()
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(LogArbitraries::oneEventPerPlace);
  }

  private static Arbitrary<Event> event() {
    Arbitrary<String> customer = Arbitraries.frequency(Tuple.of(5, "c1"), Tuple.of(1, "c2"));
    Arbitrary<@Nullable String> session = nullable(Arbitraries.of("s1", "s2"));
    Arbitrary<@Nullable String> channel = nullable(Arbitraries.of("web", "app"));
    Arbitrary<@Nullable String> touchpoint = nullable(Arbitraries.of("/x", "/y"));
    return Combinators.combine(
            ids(), types(), times(), customer, session, channel, touchpoint, attributes())
        .as(
            (id, type, time, who, visit, by, at, attributes) ->
                new Event(id, type, time, who, null, visit, by, at, attributes));
  }

  /** Some more often than others, so that rules about them have something to say. */
  static Arbitrary<String> types() {
    return Arbitraries.frequency(
        Tuple.of(5, "a"), Tuple.of(4, "b"), Tuple.of(3, "c"), Tuple.of(1, "d"), Tuple.of(1, "e"));
  }

  /** Mostly different, in an order of their own, some beyond the basic plane. */
  private static Arbitrary<String> ids() {
    return Combinators.combine(
            Arbitraries.of("i", "j", "\uFF5E", "\uD83D\uDE00"),
            Arbitraries.integers().between(0, 99))
        .as((prefix, number) -> prefix + number);
  }

  private static Arbitrary<Long> times() {
    Arbitrary<Long> onGrid = Arbitraries.longs().between(0, CELLS).map(cell -> START + cell * GRID);
    Arbitrary<Long> beside = Combinators.combine(onGrid, Arbitraries.of(-1L, 1L)).as(Long::sum);
    return Arbitraries.frequencyOf(Tuple.of(12, onGrid), Tuple.of(1, beside));
  }

  private static Arbitrary<Map<String, @Nullable Object>> attributes() {
    Arbitrary<Object> key =
        Arbitraries.frequency(
            Tuple.of(3, MISSING),
            Tuple.of(6, (Object) 1L),
            Tuple.of(3, 1.0),
            Tuple.of(1, "1"),
            Tuple.of(2, 2L),
            Tuple.of(1, 1.5),
            Tuple.of(1, true));
    Arbitrary<Object> keys = orNull(key);
    Arbitrary<Object> value =
        orNull(
            Arbitraries.frequency(
                Tuple.of(2, MISSING),
                Tuple.of(4, (Object) 1L),
                Tuple.of(3, 2L),
                Tuple.of(2, 2.0),
                Tuple.of(2, -1L),
                Tuple.of(2, 0.5),
                Tuple.of(1, "1")));
    return Combinators.combine(keys, keys, value, due())
        .as(
            (k, j, v, due) -> {
              Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
              put(attributes, "k", k);
              put(attributes, "j", j);
              put(attributes, "v", v);
              put(attributes, "due", due);
              return Collections.unmodifiableMap(attributes);
            });
  }

  /** Deadlines past, present and to come, as number or text; and what is none. */
  private static Arbitrary<Object> due() {
    Arbitrary<Long> at =
        Arbitraries.longs().between(-2, CELLS + 4).map(cell -> START + cell * GRID);
    Arbitrary<Object> readable =
        Combinators.combine(at, Arbitraries.integers().between(0, 3))
            .as(
                (time, form) ->
                    switch (form) {
                      case 0 -> (Object) time;
                      case 1 -> (double) time;
                      case 2 -> "2026-01-01T" + StoryTime.show(time) + ":00Z";
                      default -> "2026-01-01T" + StoryTime.show(time + 3_600_000) + ":00.000+01:00";
                    });
    Arbitrary<Object> unreadable = orNull(Arbitraries.of(MISSING, "soon", true, "2026-01-01"));
    return Arbitraries.frequencyOf(Tuple.of(1, unreadable), Tuple.of(5, readable));
  }

  private static <T> Arbitrary<@Nullable T> nullable(Arbitrary<T> arbitrary) {
    return arbitrary.injectNull(0.3);
  }

  private static Arbitrary<Object> orNull(Arbitrary<Object> arbitrary) {
    return Arbitraries.frequencyOf(Tuple.of(15, arbitrary), Tuple.of(1, Arbitraries.just(null)));
  }

  private static void put(
      Map<String, @Nullable Object> attributes, String name, @Nullable Object value) {
    if (value != MISSING) {
      attributes.put(name, value);
    }
  }

  /** What has the same customer, id and time is the same event, sent twice. */
  private static List<Event> oneEventPerPlace(List<Event> events) {
    Map<List<Object>, Event> places = new HashMap<>();
    List<Event> log = new ArrayList<>();
    for (Event event : events) {
      Event first = places.putIfAbsent(List.of(event.customer(), event.id(), event.time()), event);
      log.add(first == null ? event : first);
    }
    return log;
  }
}
