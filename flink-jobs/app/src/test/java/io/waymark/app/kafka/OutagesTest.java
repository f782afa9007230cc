package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final long NOW = 1_800_000_000_000L;

  private final Outages outages = new Outages();

  @Test
  void whoeverAnswersEachTimeWasNeverAway() {
    assertThat(outages.answered(NOW)).isEqualTo(Outages.NONE);
    assertThat(outages.answered(NOW + 500)).isEqualTo(Outages.NONE);
  }

  @Test
  void aQuestionThatIsNotAnsweredOnceIsNoOutage() {
    outages.answered(NOW);
    outages.refused();

    assertThat(outages.answered(NOW + 2_000)).isEqualTo(Outages.NONE);
  }

  @Test
  void anOutageIsOverWithTheFirstQuestionThatIsAnsweredAgain() {
    outages.answered(NOW);
    outages.refused();
    assertThat(outages.answered(NOW + 900_000)).isEqualTo(NOW + 900_000);
    assertThat(outages.answered(NOW + 900_500)).isEqualTo(NOW + 900_000);
  }

  @Test
  void anOutageWithoutAQuestionIsOne() {
    outages.answered(NOW);
    assertThat(outages.answered(NOW + 60_000)).isEqualTo(NOW + 60_000);
    assertThat(outages.answered(NOW + 60_500)).isEqualTo(NOW + 60_000);
  }

  @Test
  void aBrokerThatTakesItsTimeToAnswerWasNotAway() {
    outages.answered(NOW);
    outages.heard(NOW + 3_000);
    assertThat(outages.answered(NOW + 7_000)).isEqualTo(Outages.NONE);
  }

  @Test
  void whatItIsAskedBesidesMayTakeLongerThanAnOutage() {
    outages.answered(NOW);
    outages.heard(NOW + 3_000);
    outages.heard(NOW + 6_000);
    assertThat(outages.answered(NOW + 6_500)).isEqualTo(Outages.NONE);
  }

  @Test
  void whatItDidBesidesBeforeTheOutageDoesNotHideIt() {
    outages.answered(NOW);
    outages.heard(NOW + 3_000);
    assertThat(outages.answered(NOW + 8_000)).isEqualTo(Outages.NONE);
    assertThat(outages.answered(NOW + 13_001)).isEqualTo(NOW + 13_001);
  }

  @Test
  void whoIsNotThereAtTheStartWasAway() {
    outages.refused();

    assertThat(outages.answered(NOW)).isEqualTo(NOW);
  }
}
