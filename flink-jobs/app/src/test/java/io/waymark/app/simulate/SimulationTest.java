package io.waymark.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long MINUTE = 60_000;
  private static final long OPENING = 1_780_000_000_000L;
  private static final long FROM = OPENING - 120 * MINUTE;

  private static Simulation shop(long seed) {
    return new Simulation(seed, FROM, OPENING, Incidents.after(OPENING));
  }

  private static List<Event> run(Simulation simulation, long to, long step) {
    List<Event> events = new ArrayList<>();
    simulation.until(OPENING, events::add);
    for (long time = OPENING + step; time <= to; time += step) {
      simulation.until(time, events::add);
    }
    return events;
  }

  private static long count(List<Event> events, String type, long from, long to) {
    return events.stream()
        .filter(e -> e.type().equals(type) && e.time() >= from && e.time() < to)
        .count();
  }

  @Test
  void howTimeIsCutMakesNoDifference() {
    long end = OPENING + 2 * MINUTE;
    List<Event> whole = run(shop(1), end, 2 * MINUTE);

    assertThat(run(shop(1), end, 100)).isEqualTo(whole);
    assertThat(run(shop(2), end, 2 * MINUTE)).isNotEqualTo(whole);
    assertThat(whole).isSortedAccordingTo(Event.ORDER);
    assertThat(whole).allMatch(e -> e.time() >= FROM && e.time() <= end);
    assertThat(whole.stream().map(Event::id).distinct()).hasSameSizeAs(whole);
  }

  @Test
  void itKeepsItsPaceOfAboutFiftyEventsPerSecondForHours() {
    List<Event> events = run(shop(3), OPENING + 90 * MINUTE, MINUTE);

    for (int minute = 2; minute < 90; minute++) {
      long from = OPENING + minute * MINUTE;
      long perSecond =
          events.stream().filter(e -> e.time() >= from && e.time() < from + MINUTE).count() / 60;
      assertThat(perSecond).as("minute " + minute).isBetween(30L, 75L);
    }
    Set<String> active =
        events.stream()
            .filter(e -> e.time() >= OPENING + 30 * MINUTE && e.time() < OPENING + 31 * MINUTE)
            .map(Event::customer)
            .collect(Collectors.toSet());
    assertThat(active).hasSizeBetween(100, 1_000);
  }

  @Test
  void paymentsFailInBurstsWhileTheGatewayIsUnwell() {
    List<Event> events = run(shop(4), OPENING + 8 * MINUTE, MINUTE);

    long before = count(events, "payment_failed", OPENING + MINUTE, OPENING + 3 * MINUTE);
    long during = count(events, "payment_failed", OPENING + 3 * MINUTE, OPENING + 5 * MINUTE);
    assertThat(during).isGreaterThan(5 * before).isGreaterThan(50);
    assertThat(
            events.stream()
                .filter(e -> "gateway".equals(e.attribute("reason")))
                .map(e -> e.attribute("gateway"))
                .distinct())
        .containsExactly(Shop.MAIN_GATEWAY);
    assertThat(
            events.stream()
                .filter(e -> "gateway".equals(e.attribute("reason")))
                .map(Event::customer)
                .distinct()
                .count())
        .isGreaterThan(40);
  }

  @Test
  void chatsWaitForMinutesWhileTheQueueOverflowsAndSomeCustomersCallInstead() {
    List<Event> events = run(shop(5), OPENING + 15 * MINUTE, MINUTE);

    long long3 = longChats(events, OPENING + MINUTE, OPENING + 5 * MINUTE);
    long long5 = longChats(events, OPENING + 6 * MINUTE, OPENING + 10 * MINUTE);
    assertThat(long5).isGreaterThan(4 * long3).isGreaterThan(10);
    Set<String> gaveUp =
        events.stream()
            .filter(e -> e.type().equals("chat_left"))
            .map(Event::customer)
            .collect(Collectors.toSet());
    assertThat(events)
        .anyMatch(e -> e.type().equals("call_queued") && gaveUp.contains(e.customer()));
  }

  private static long longChats(List<Event> events, long from, long to) {
    return events.stream()
        .filter(e -> e.type().equals("chat_answered") || e.type().equals("chat_left"))
        .filter(e -> e.time() >= from && e.time() < to)
        .filter(e -> (long) e.attribute("wait_ms") > MINUTE)
        .count();
  }

  @Test
  void mostKindsOfFrictionShowWithinTheFirstTenMinutes() {
    List<Event> events = run(shop(6), OPENING + 10 * MINUTE, MINUTE);

    Set<String> kinds =
        new Definitions(1)
            .find(events).stream()
                .filter(found -> found.at() >= OPENING && found.at() <= OPENING + 10 * MINUTE)
                .map(Found::rule)
                .collect(Collectors.toSet());
    assertThat(kinds)
        .hasSizeGreaterThanOrEqualTo(13)
        .contains("cart-abandoned", "checkout-abandoned", "rage-click", "chat-wait-long");
  }
}
