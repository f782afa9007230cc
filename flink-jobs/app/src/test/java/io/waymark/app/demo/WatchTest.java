package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.app.demo.Finding.Triggered;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final StringWriter out = new StringWriter();
  private final Screen screen =
      new Screen(new PrintWriter(out), new PrintWriter(new StringWriter()), false, 0);
  private final DemoTally tally = new DemoTally();

  @Test
  void hundredsOfAlertsAtOnceStayReadableAndEachIsCounted() {
    Watch watch = new Watch(Sample.lines(), screen, tally, false);

    for (int i = 0; i < 300; i++) {
      watch.take(rageClick(i), 10_000);
    }
    watch.take(new Triggered(Sample.trigger(Trigger.Status.ISSUED, null)), 10_000);
    watch.tick(15_000);

    assertThat(out.toString().lines()).hasSize(3 + 1 + 1);
    assertThat(out.toString()).contains("→ trigger").contains("… 297 more  Rage click in 5 s");
    assertThat(tally.alerts(Alert.Status.OPEN)).isEqualTo(300);
  }

  @Test
  void whatWasFoundBeforeTheOpeningIsToldTogether() {
    Watch watch = new Watch(Sample.lines(), screen, tally, true);

    for (int i = 0; i < 300; i++) {
      watch.take(rageClick(i), 10_000);
    }
    assertThat(out.toString().lines()).as("one to look at").hasSize(1);
    watch.opened();
    watch.take(rageClick(999), 20_000);

    assertThat(out.toString())
        .contains("Found in the last two hours: 300 alerts, 300 of them still open")
        .contains("  rage-click 300")
        .endsWith("3 × click within 0.8 s · #pay" + System.lineSeparator());
  }

  @Test
  void nothingIsLostAtTheEnd() {
    Watch watch = new Watch(Sample.lines(), screen, tally, false);

    for (int i = 0; i < 5; i++) {
      watch.take(rageClick(i), 10_000);
    }
    watch.end(11_000);

    assertThat(out.toString()).contains("… 2 more    Rage click in 1 s");
  }

  /** An alert of its own for each number. */
  private static Finding rageClick(int number) {
    Signal signal = Sample.rageClick();
    Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");
    return new Alerted(Sample.named("alert-" + number, alert), signal);
  }
}
