package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.demo.Finding.Alerted;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertedSignalsTest {
  private final AlertedSignals alerted = new AlertedSignals();
  private final List<Alerted> out = new ArrayList<>();
  private final Signal signal = Sample.rageClick();
  private final Alert alert = Sample.alert(signal, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");

  @Test
  void theSignalMayComeFirst() {
    alerted.signal(signal, out::add);
    alerted.alert(alert, 0, out::add);

    assertThat(out).containsExactly(new Alerted(alert, signal));
  }

  @Test
  void theAlertMayComeFirst() {
    alerted.alert(alert, 0, out::add);
    assertThat(out).isEmpty();
    alerted.signal(signal, out::add);

    assertThat(out).containsExactly(new Alerted(alert, signal));
  }

  @Test
  void twoAlertsOfOneRuleAndTimeHaveASignalEach() {
    Signal other = of("c2");
    Alert ofOther = Sample.alert(other, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");
    alerted.alert(alert, 0, out::add);
    alerted.alert(ofOther, 0, out::add);
    alerted.signal(other, out::add);
    alerted.signal(signal, out::add);

    assertThat(out).containsExactly(new Alerted(ofOther, other), new Alerted(alert, signal));
  }

  @Test
  void twoSignalsOfOneRuleAndTimeHaveAnAlertEach() {
    Signal other = of("c2");
    Alert ofOther = Sample.alert(other, Alert.Status.OPEN, Severity.LOW, "10:00:00.800");
    alerted.signal(signal, out::add);
    alerted.signal(other, out::add);
    alerted.alert(ofOther, 0, out::add);
    alerted.alert(alert, 0, out::add);

    assertThat(out).containsExactly(new Alerted(ofOther, other), new Alerted(alert, signal));
  }

  private Signal of(String customer) {
    return Sample.rageClick(customer);
  }

  @Test
  void anAlertDoesNotWaitForEver() {
    alerted.alert(alert, 0, out::add);
    alerted.overdue(1_999, out::add);
    assertThat(out).isEmpty();
    alerted.overdue(2_000, out::add);

    assertThat(out).containsExactly(new Alerted(alert, null));
  }
}
