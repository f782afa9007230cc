package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.run.JobProgress.Journeys;
import io.waymark.app.run.JobProgress.Now;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final long NOW = 1_800_000_000_000L;

  @Test
  void itSaysHowManyJourneysAreKeptAndHowFarTimeIsBehind() {
    Now now = new Now("RUNNING", 9_000, 0, new Journeys(1_234, 56, false), NOW - 1_500);

    assertThat(StatusLine.text(now, 4_321, NOW))
        .isEqualTo("4,321 events/s · 1,234 customers · 56 open instances · lag 1.5 s");
  }

  @Test
  void whereCustomersHaveTooManyEventsItSaysHowManyWereLeftOut() {
    Now now = new Now("RUNNING", 9_000, 12_345, new Journeys(2, 1, false), NOW - 1_500);

    assertThat(StatusLine.text(now, 17, NOW))
        .isEqualTo("17 events/s · 2 customers · 1 open instances · 12,345 limited · lag 1.5 s");
  }

  @Test
  void afterARestartOnlyWhatHasChangedIsKnown() {
    Now now = new Now("RUNNING", 10, 0, new Journeys(12, -3, true), NOW - 200);

    assertThat(StatusLine.text(now, 5, NOW))
        .isEqualTo("5 events/s · +12 customers · -3 open instances since the restart · lag 0.2 s");
  }

  @Test
  void aJobWithoutJourneysSaysNothingOfThem() {
    Now now = new Now("RUNNING", 10, 0, null, NOW - 3 * 60_000);

    assertThat(StatusLine.text(now, 5, NOW)).isEqualTo("5 events/s · lag 3 min");
  }

  @Test
  void whatIsNotKnownYetAndAJobThatDoesNotRunAreSaid() {
    Now now = new Now("RESTARTING", 0, 0, null, Long.MIN_VALUE);

    assertThat(StatusLine.text(now, 0, NOW))
        .isEqualTo("0 events/s · lag not known yet · RESTARTING");
  }

  @Test
  void speedCountsFromTheFirstLookAndIsNeverNegative() {
    StatusLine.Speed speed = new StatusLine.Speed();

    assertThat(speed.at(1_000_000_000L, 5_000_000)).isZero();
    assertThat(speed.at(3_000_000_000L, 5_000_800)).isEqualTo(400);
    // Begun again after a failure.
    assertThat(speed.at(4_000_000_000L, 10)).isZero();
    assertThat(speed.at(5_000_000_000L, 20)).isEqualTo(10);
  }
}
