package io.waymark.app.demo;

import static io.waymark.app.demo.Sample.at;
import static io.waymark.app.demo.Sample.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingLinesTest {
  private final FindingLines lines = Sample.lines();

  @Test
  void anAlertTellsWhenHowBadWhatWhomWhereAndWhy() {
    Signal signal = Sample.rageClick();
    Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");

    assertThat(lines.alert(alert, signal))
        .isEqualTo(
            "10:00:00 ○ low       Rage click                    c100042    web /checkout     "
                + "3 × click within 0.8 s · #pay");
  }

  @Test
  void aWorseAlertSaysSo() {
    Signal signal =
        Sample.signal(
            "call-wait-long",
            Signal.Status.ESCALATED,
            "10:03:00",
            180_000L,
            Map.of("call_id", "a"),
            event("call_queued", "10:00:00"));
    Alert alert = Sample.alert(signal, Alert.Status.UPDATED, Severity.HIGH, "10:01:00");

    assertThat(lines.alert(alert, signal))
        .isEqualTo(
            "10:03:00 ▲ high ↑    Long wait on the phone        c100042    web /checkout     "
                + "waiting for 3 min, since 10:00:00 · a");
  }

  @Test
  void aResolvedAlertTellsHowLongItWas() {
    Signal signal =
        Sample.signal("call-wait-long", Signal.Status.RESOLVED, "10:05:12", null, Map.of());
    Alert alert = Sample.alert(signal, Alert.Status.RESOLVED, Severity.HIGH, "10:01:00");

    assertThat(lines.alert(alert, signal))
        .isEqualTo(
            "10:05:12 ✓ resolved  Long wait on the phone        c100042    web /checkout     "
                + "over after 4 min 12 s");
  }

  @Test
  void anAlertThatALateEventTookBackSaysSo() {
    Signal signal =
        Sample.signal("cart-abandoned", Signal.Status.RETRACTED, "10:05:12", null, Map.of());
    Alert alert = Sample.alert(signal, Alert.Status.RESOLVED, Severity.HIGH, "10:01:00");

    assertThat(lines.alert(alert, signal)).endsWith("taken back: an event came late");
  }

  @Test
  void anAlertWithoutItsSignalIsShownAllTheSame() {
    Signal signal = Sample.rageClick();
    Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");

    assertThat(lines.alert(alert, null)).contains("Rage click", "c100042");
  }

  @Test
  void anAlertOfManyTellsHowManyTheyAreAndWhatIsAtRisk() {
    Signal signal = Sample.rageClick();
    Alert alert =
        Sample.alert(
            signal,
            Alert.Status.UPDATED,
            Severity.LOW,
            "10:00:00.800",
            new Impact(
                140, 132, List.of("c100042"), 120, 11L, Impact.Trend.RISING, 4_210.4, "THB"));

    assertThat(lines.alert(alert, null))
        .isEqualTo(
            "10:00:00 ○ low ↑     Rage click                    132 people web /checkout     "
                + "120 customers in 5 minutes, 11 is normal, rising; 4,210 THB at risk");
  }

  @Test
  void anAnomalyTellsWhatIsOutOfLineInFull() {
    Alert alert = Sample.anomaly(Alert.Status.OPEN);

    assertThat(lines.alert(alert, null))
        .isEqualTo("10:00:00 ‼ critical  Payments fail at payment: 31 % of 132, 4 % is normal");
  }

  @Test
  void aTriggerTellsTheActionAndHowLongItIsOfUse() {
    assertThat(lines.trigger(Sample.trigger(Trigger.Status.ISSUED, null)))
        .isEqualTo(
            "10:00:01 → trigger   cart-reminder                 c100042    by email          "
                + "for cart-abandoned; marketing, expires in 1 d");
  }

  @Test
  void aCancelledTriggerTellsTheReason() {
    assertThat(lines.trigger(Sample.trigger(Trigger.Status.CANCELLED, "resolved")))
        .isEqualTo(
            "10:00:01 ↩ cancelled cart-reminder                 c100042    by email          resolved");
  }

  @Test
  void whatWasNotShownIsTold() {
    assertThat(lines.more(new Folding.Folded("Payment failed", 37, 5_000)))
        .isEqualTo("         … 37 more   Payment failed in 5 s");
  }

  @Test
  void whatComesFromEventsCannotSteerTheTerminal() {
    Signal signal =
        Sample.signal(
            "rage-click",
            Signal.Status.FIRED,
            "10:00:00",
            null,
            Map.of("element", "\u001B[2Jboo"),
            event("click", "10:00:00"));
    Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00");

    assertThat(lines.alert(alert, signal)).endsWith("?[2Jboo").doesNotContain("\u001B");
  }

  @Test
  void coloursAreAddedAndNothingElse() {
    Signal signal = Sample.rageClick();
    Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");

    String coloured =
        new FindingLines(new Palette(true), Sample.rules(), Sample.TIME).alert(alert, signal);

    assertThat(coloured).contains("\u001B[34m○ low");
    assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(lines.alert(alert, signal));
  }

  @Test
  void timesAreThoseOfTheShop() {
    assertThat(Sample.TIME.apply(at("23:59:59"))).isEqualTo("23:59:59");
  }
}
