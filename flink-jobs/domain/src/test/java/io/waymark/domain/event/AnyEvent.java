package io.waymark.domain.event;

import io.waymark.domain.identity.BlockedIds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Events of every shape, with times in the years 2000 to 2099. */
public final class AnyEvent {
  private static final long EARLIEST = 946_684_800_000L;
  private static final long LATEST = 4_102_444_799_999L;

  private AnyEvent() {}

  static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(60),
        Arbitraries.strings()
            .withCharRange('\u0000', '\uD7FF')
            .withCharRange('\uE000', '\uFFFF')
            .ofMaxLength(60),
        Arbitraries.of("", "\uFFFD", "😀 grüß dich", "\u0000", "ก".repeat(50)));
  }

  private static Arbitrary<String> somebody() {
    return text().filter(id -> !BlockedIds.contains(id));
  }

  public static Arbitrary<Event> event() {
    Arbitrary<String> name = text().filter(s -> !s.isEmpty());
    Arbitrary<String> maybe = text().injectNull(0.3);
    Arbitrary<Long> time = Arbitraries.longs().between(EARLIEST, LATEST);
    Arbitrary<String[]> ids =
        Combinators.combine(somebody().injectNull(0.4), somebody().injectNull(0.4))
            .as((customer, anonymous) -> new String[] {customer, anonymous})
            .filter(pair -> pair[0] != null || pair[1] != null);
    return Combinators.combine(name, name, time, ids, maybe, maybe, maybe, attributes())
        .as(
            (id, type, at, pair, session, channel, touchpoint, attributes) ->
                new Event(
                    id, type, at, pair[0], pair[1], session, channel, touchpoint, attributes));
  }

  static Arbitrary<Map<String, Object>> attributes() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            text().map(s -> (Object) s),
            Arbitraries.longs().map(n -> (Object) n),
            Arbitraries.doubles().map(d -> (Object) d),
            Arbitraries.of(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.0).map(d -> (Object) d),
            Arbitraries.of(true, false).map(b -> (Object) b),
            Arbitraries.just(null));
    // jqwik's own maps cannot hold null.
    return Combinators.combine(text().list().uniqueElements().ofMaxSize(6), value.list().ofSize(6))
        .as(
            (names, values) -> {
              Map<String, Object> map = new LinkedHashMap<>();
              for (int i = 0; i < names.size(); i++) {
                map.put(names.get(i), values.get(i));
              }
              return Collections.unmodifiableMap(map);
            });
  }
}
