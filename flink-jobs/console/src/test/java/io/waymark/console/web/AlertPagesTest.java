package io.waymark.console.web;

import static io.waymark.console.web.AlertMessages.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.access.Role;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done with alerts. */
@Timeout(60)
final class AlertPagesTest {
  @AutoClose private final RunningServer running = RunningServer.withTokens();

  @Test
  void aClosedAlertIsNotWorkedOn() throws Exception {
    running.put(alerts("a1", "Trouble"));
    RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
    String closing = "{\"cause\":\"fixed\"}";
    assertThat(olan.send("POST", "/api/alerts/a1/resolve", closing).statusCode()).isEqualTo(200);
    assertThat(olan.send("POST", "/api/alerts/a1/acknowledge", "{}").statusCode()).isEqualTo(409);
  }
}
