package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TickingLineTest {
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final StringWriter err = new StringWriter();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isDrawnInPlaceAndTakenAway() throws Exception {
    CountDownLatch drawnTwice = new CountDownLatch(3);
    try (TickingLine line =
        start(
            () -> {
              drawnTwice.countDown();
              return Optional.of("tick " + asked.incrementAndGet());
            })) {
      assertThat(drawnTwice.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(err.toString())
        .startsWith(CLEAR_LINE + "tick 1" + CLEAR_LINE + "tick 2" + CLEAR_LINE)
        .endsWith(CLEAR_LINE);
  }

  @Test
  void staysAsItIsWhileThereIsNothingToSay() throws Exception {
    CountDownLatch askedTwice = new CountDownLatch(3);
    try (TickingLine line =
        start(
            () -> {
              askedTwice.countDown();
              return asked.incrementAndGet() == 1 ? Optional.of("known") : Optional.empty();
            })) {
      assertThat(askedTwice.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(err.toString()).isEqualTo(CLEAR_LINE + "known" + CLEAR_LINE);
  }

  @Test
  void elsewhereThereIsNone() {
    TickingLine.start(new PrintWriter(err), false, Duration.ofMillis(1), () -> Optional.of("tick"))
        .close();

    assertThat(err.toString()).isEmpty();
  }

  private TickingLine start(Supplier<Optional<String>> text) {
    return TickingLine.start(new PrintWriter(err), true, Duration.ofMillis(1), text);
  }
}
