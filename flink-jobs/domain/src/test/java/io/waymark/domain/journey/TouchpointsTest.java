package io.waymark.domain.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.journey.JourneySnapshot.Touchpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happened last comes back as it was, whatever it was and however often it was stored. */
final class TouchpointsTest {
  private static final long T = 1_767_261_600_000L;
  private static final List<String> TYPES =
      List.of("page_view", "purchase", "churn_scored", "opened_door", "เปิด", "x".repeat(150));
  private static final int RUNS = 300;

  @Test
  void theLastOfManyAreThereWhetherStoredOrNot() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      int most = 1 + random.nextInt(20);
      Touchpoints touchpoints = new Touchpoints();
      List<Touchpoint> expected = new ArrayList<>();
      long time = T;
      for (int i = 0; i < 80; i++) {
        time += random.nextInt(3) == 0 ? random.nextLong(1L << 35) : random.nextInt(2_000);
        Event event = event(random, time);
        touchpoints.add(event, most);
        expected.add(
            new Touchpoint(
                cut(event.type()), time, event.channel(), cutOrNull(event.touchpoint())));
        if (random.nextInt(3) == 0) {
          touchpoints = stored(touchpoints, most);
        }
        assertThat(touchpoints.all(most))
            .as("seed %d, after %d", seed, i + 1)
            .isEqualTo(last(expected, most));
      }
    }
  }

  @Test
  void twoCustomersWhoAreOneHaveDoneBothThingsInTheirOrder() {
    Touchpoints phone = new Touchpoints();
    phone.add(event("page_view", T, "app", "/home"), 50);
    phone.add(event("click", T + 2_000, "app", "/home"), 50);
    Touchpoints laptop = new Touchpoints();
    laptop.add(event("login", T + 1_000, "web", "/login"), 50);

    Touchpoints both = stored(phone, 50);
    both.merge(stored(laptop, 50), 50);

    assertThat(stored(both, 50).all(50))
        .extracting(Touchpoint::eventType)
        .containsExactly("page_view", "login", "click");
  }

  @Test
  void namesThatAreNoLongerUsedAreForgotten() {
    Touchpoints touchpoints = new Touchpoints();
    for (int i = 0; i < 10_000; i++) {
      touchpoints.add(event("visited_" + i, T + i, "web", "/a-page-that-has-a-long-name/" + i), 50);
      touchpoints = stored(touchpoints, 10);
    }
    assertThat(bytes(touchpoints, 10)).hasSizeLessThan(3_000);
  }

  @Test
  void whoKeepsComingBackToTheSamePlacesCostsAHandfulOfBytesEachTime() {
    Touchpoints touchpoints = new Touchpoints();
    for (int i = 0; i < 50; i++) {
      touchpoints.add(event("page_view", T + 30_000L * i, "web", "/page/" + i % 5), 50);
    }
    assertThat(bytes(touchpoints, 50)).hasSizeLessThan(50 * 6 + 100);
  }

  @Test
  void noneAreKeptWhereNoneAreWanted() {
    Touchpoints touchpoints = new Touchpoints();
    touchpoints.add(event("page_view", T, "web", "/home"), 50);

    assertThat(stored(stored(touchpoints, 5), 0).all(5)).isEmpty();
  }

  @Test
  void fewerAreKeptOnceFewerAreWanted() {
    Touchpoints touchpoints = new Touchpoints();
    for (int i = 0; i < 5; i++) {
      touchpoints.add(event("page_view", T + i, "web", "/" + i), 50);
    }
    Touchpoints known = stored(touchpoints, 5);
    known.add(event("page_view", T + 5, "web", "/5"), 50);

    assertThat(stored(known, 2).all(5))
        .extracting(Touchpoint::touchpoint)
        .containsExactly("/4", "/5");
  }

  @Test
  void aKnownNameKeepsItsNumber() {
    assertThat(KnownNames.number("web")).isZero();
    assertThat(KnownNames.number("page_view")).isEqualTo(14);
    assertThat(KnownNames.number("calendar_day")).isEqualTo(202);
    for (int i = 0; i <= 202; i++) {
      assertThat(KnownNames.number(KnownNames.name(i))).isEqualTo(i);
    }
  }

  private static Event event(Random random, long time) {
    return event(
        TYPES.get(random.nextInt(TYPES.size())),
        time,
        random.nextInt(4) == 0
            ? null
            : List.of("web", "call", "carrier pigeon").get(random.nextInt(3)),
        random.nextInt(5) == 0 ? null : "/p" + random.nextInt(random.nextInt(40) + 1));
  }

  private static Event event(
      String type, long time, @Nullable String channel, @Nullable String touchpoint) {
    return new Event("e", type, time, "c", null, null, channel, touchpoint, Map.of());
  }

  private static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(100, text.length()));
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static Touchpoints stored(Touchpoints touchpoints, int most) {
    Touchpoints read = new Touchpoints();
    read.read(StateReader.of(bytes(touchpoints, most)));
    return read;
  }

  private static byte[] bytes(Touchpoints touchpoints, int most) {
    // Times are relative to the first event that was ever stored.
    StateWriter out = StateWriter.of(3, T, 64);
    touchpoints.write(out, most);
    return out.toByteArray();
  }
}
