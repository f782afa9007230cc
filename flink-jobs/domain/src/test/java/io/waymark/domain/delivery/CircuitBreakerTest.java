package io.waymark.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.delivery.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker();

  @Test
  void halfOfTwentyCallsOfAMinuteOpenIt() {
    for (int i = 0; i < 10; i++) {
      breaker.worked(breaker.begin(), i);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      breaker.failed(breaker.begin(), false, i);
    }
    assertThat(breaker.state()).isEqualTo(State.OPEN);
    assertThat(breaker.permitsAt()).isEqualTo(30_009);
  }

  @Test
  void failuresOfMoreThanAMinuteAgoAreForgotten() {
    for (int i = 0; i < 19; i++) {
      breaker.failed(breaker.begin(), false, 0);
    }
    breaker.failed(breaker.begin(), false, 60_000);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void fiveTimeoutsInARowOpenItAndAnAnswerInBetweenDoesNot() {
    for (int i = 0; i < 4; i++) {
      breaker.failed(breaker.begin(), true, i);
    }
    breaker.worked(breaker.begin(), 4);
    for (int i = 0; i < 4; i++) {
      breaker.failed(breaker.begin(), true, i);
    }
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
    breaker.failed(breaker.begin(), true, 9);
    assertThat(breaker.state()).isEqualTo(State.OPEN);
  }

  @Test
  void oneProbeClosesItOrOpensItAgain() {
    open();
    int probe = breaker.begin();
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.permitsAt()).isEqualTo(Long.MAX_VALUE);
    breaker.failed(probe, false, 30_000);
    assertThat(breaker.permitsAt()).isEqualTo(60_000);

    breaker.worked(breaker.begin(), 60_000);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aProbeThatWasNotSentLeavesTheNextOneToTellIt() {
    open();
    breaker.unasked(breaker.begin(), 30_000);
    assertThat(breaker.permitsAt()).isEqualTo(30_000);
    breaker.worked(breaker.begin(), 30_001);
    assertThat(breaker.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void anAnswerToACallFromBeforeIsNotTheProbes() {
    int before = breaker.begin();
    open();
    breaker.begin();
    breaker.worked(before, 30_000);
    assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
  }

  private void open() {
    for (int i = 0; i < 5; i++) {
      breaker.failed(breaker.begin(), true, 0);
    }
    assertThat(breaker.permitsAt()).isEqualTo(30_000);
  }
}
