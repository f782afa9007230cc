package io.waymark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.bench.latency.LiveLog.Due;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveLogTest {
  private static final long START = 1_800_000_000_000L;

  /** Visits have begun by then, and go on. */
  private static final int RAMP = 30_000;

  @Test
  void theRateIsWhatWasAskedFor() {
    assertThat(eventsInTenSeconds(20_000)).isBetween(190_000L, 210_000L);
    assertThat(eventsInTenSeconds(5_000)).isBetween(45_000L, 55_000L);
  }

  private static long eventsInTenSeconds(int rate) {
    LiveLog log = new LiveLog(1, rate, START);
    return Stream.generate(log::next)
        .dropWhile(due -> due.at() < START + RAMP)
        .takeWhile(due -> due.at() < START + RAMP + 10_000)
        .count();
  }

  @Test
  void anEventIsSentAtItsTimeAndSomeComeLate() {
    LiveLog log = new LiveLog(1, 20_000, START);

    List<Due> sent = Stream.generate(log::next).limit(100_000).toList();

    long late = sent.stream().filter(due -> due.at() - due.event().time() > 2_000).count();
    assertThat(late).isBetween(500L, 1_500L);
    assertThat(sent).allMatch(due -> due.at() >= due.event().time());
  }

  @Test
  void anEventIsKnownAgainByItsId() {
    LiveLog log = new LiveLog(1, 20_000, START);

    List<Due> clicks =
        Stream.generate(log::next)
            .filter(due -> due.event().type().equals("element_clicked"))
            .limit(1_000)
            .toList();

    assertThat(clicks).allMatch(due -> LiveLog.number(due.event().id()) == due.number());
  }
}
