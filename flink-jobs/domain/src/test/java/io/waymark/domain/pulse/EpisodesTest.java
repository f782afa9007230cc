package io.waymark.domain.pulse;

import static io.waymark.domain.pulse.Told.at;
import static io.waymark.domain.pulse.Told.touch;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final int DAY = 86_400;
  private static final int WEEK = 7 * DAY;
  private static final Touch RESOLVED = resolved(0, "k1");

  private final Told episodes = new Told(Episodes.NONE);

  @Test
  void isKnownAfterAWeekAndNotBefore() {
    episodes.event(RESOLVED).until(at(WEEK) - 1);
    assertThat(episodes.measured()).isEmpty();

    episodes.until(at(WEEK));
    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+604800", 1.0));
  }

  @Test
  void whoComesBackWithinAWeekWasNotHelpedAtTheFirstContact() {
    episodes.event(RESOLVED).until(at(WEEK - 60));
    episodes.event(started(WEEK, "k2")).until(at(WEEK));

    assertThat(episodes.measured())
        .isEqualTo(Map.of("EPISODES@billing+604800", 1.0, "EPISODES_REPEATED@billing+604800", 1.0));
  }

  @Test
  void whoComesBackLaterIsAboutSomethingElse() {
    episodes.event(RESOLVED).event(started(WEEK + 1, "k2")).until(at(WEEK + DAY));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+604800", 1.0));
  }

  @Test
  void reconnectingWithinHalfAnHourIsTheSameEpisode() {
    episodes
        .event(RESOLVED)
        .event(started(1_200, "k2"))
        .event(resolved(1_500, "k2"))
        .until(at(WEEK + DAY));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+606300", 1.0));
  }

  @Test
  void theCallBackOfTheSameChainIsTheSameEpisode() {
    episodes
        .event(RESOLVED)
        .event(started(DAY, "k1"))
        .event(resolved(DAY + 60, "k1"))
        .until(at(WEEK + 2 * DAY));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+691260", 1.0));
  }

  @Test
  void whatWasNotResolvedIsNoEpisode() {
    episodes
        .event(touch(0, "contact_wrapup", "billing", "contact_chain_id", "k1", "resolved", false))
        .until(at(2 * WEEK));

    assertThat(episodes.measured()).isEmpty();
  }

  @Test
  void whoComesBackAboutSomethingElseIsHelped() {
    episodes
        .event(topic(resolved(0, "k1"), "refund"))
        .event(topic(started(DAY, "k2"), "delivery"))
        .until(at(WEEK));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+604800", 1.0));
  }

  /** What it was about is known only when it is over. */
  @Test
  void aContactIsAboutWhatItsWrapUpSays() {
    episodes
        .event(topic(resolved(0, "k1"), "refund"))
        .event(started(DAY, "k2"))
        .event(
            topic(
                touch(DAY + 600, "contact_wrapup", "billing", "contact_chain_id", "k2"),
                "delivery"))
        .until(at(WEEK));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+604800", 1.0));
  }

  /** Else whoever does not say why they call would make everybody look helped. */
  @Test
  void aContactOfWhichNobodySaysWhatItIsAboutIsAboutTheSame() {
    episodes.event(topic(resolved(0, "k1"), "refund")).event(started(DAY, "k2")).until(at(WEEK));

    assertThat(episodes.measured()).containsEntry("EPISODES_REPEATED@billing+604800", 1.0);
  }

  @Test
  void whoIsOnlySeenInAQueueHasComeBackToo() {
    episodes
        .event(RESOLVED)
        .event(touch(DAY, "call_queued", "billing", "contact_chain_id", "k2"))
        .until(at(WEEK));

    assertThat(episodes.measured()).containsEntry("EPISODES_REPEATED@billing+604800", 1.0);
  }

  @Test
  void whomWeCallHasNotComeBack() {
    episodes
        .event(RESOLVED)
        .event(
            touch(
                DAY,
                "contact_started",
                "billing",
                "contact_chain_id",
                "k2",
                "initiated_by",
                "agent"))
        .until(at(WEEK));

    assertThat(episodes.measured()).isEqualTo(Map.of("EPISODES@billing+604800", 1.0));
  }

  @Test
  void itIsOfTheCustomerWhateverTheTopic() {
    assertThat(StrandKey.of(started(0, "k1"), "c1", null))
        .containsExactly(new StrandKey(StrandKey.Kind.EPISODES, "c1"));
    assertThat(StrandKey.of(started(0, "k1"), null, null)).isEmpty();
  }

  private static Touch topic(Touch touch, String topic) {
    Event event = touch.event();
    Map<String, Object> named = new HashMap<>(event.attributes());
    named.put("topic", topic);
    return touch(
        (event.time() - Told.START) / 1_000.0,
        event.type(),
        event.touchpoint(),
        named.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray());
  }

  @Test
  void inWhateverOrderItBecomesKnownItIsTheSame() {
    List<Touch> story =
        List.of(started(-300, "k1"), RESOLVED, started(DAY, "k2"), resolved(DAY + 9, "k2"));
    for (List<Touch> order : Told.permutations(story)) {
      Told told = new Told(Episodes.NONE);
      order.forEach(told::event);
      assertThat(told.until(at(3 * WEEK)).measured())
          .as("%s", order)
          .isEqualTo(
              Map.of(
                  "EPISODES@billing+604800", 1.0,
                  "EPISODES_REPEATED@billing+604800", 1.0,
                  "EPISODES@billing+691209", 1.0));
    }
  }

  private static Touch started(double second, String chain) {
    return touch(second, "contact_started", "billing", "contact_chain_id", chain);
  }

  private static Touch resolved(double second, String chain) {
    return touch(second, "contact_wrapup", "billing", "contact_chain_id", chain, "resolved", true);
  }
}
