package io.waymark.app.delivery;

import static io.waymark.app.delivery.OneDestination.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.domain.delivery.Message;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alertmanager itself, as Debian packages it, and what amtool says of it. */
class AlertmanagerITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path work;
  private AlertmanagerProcess one;
  private AlertmanagerProcess other;

  @BeforeEach
  void start() throws Exception {
    Optional<String> program = AlertmanagerProcess.program();
    assumeTrue(
        program.isPresent(),
        "Alertmanager is not installed: apt-get install prometheus-alertmanager");
    one = AlertmanagerProcess.start(program.get(), Files.createDirectory(work.resolve("one")));
    other = AlertmanagerProcess.start(program.get(), Files.createDirectory(work.resolve("other")));
  }

  @AfterEach
  void stop() {
    Stream.of(one, other).filter(it -> it != null).forEach(AlertmanagerProcess::close);
  }

  @Test
  void allPeersHearOfAnAlertUntilItIsResolved() throws Exception {
    try (var them = peers()) {
      assertThat(them.tell(now("open")).status()).isEqualTo(200);
      assertThat(them.tell(now("updated")).status()).isEqualTo(200);
      for (var peer : List.of(one, other)) {
        JsonNode alerts = amtool(peer);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).get("labels"))
            .isEqualTo(
                JSON.createObjectNode()
                    .put("alertname", "payment-errors")
                    .put("alert_id", "a-1")
                    .put("team", "web")
                    .put("group_touchpoint", "/pay"));
        assertThat(alerts.get(0).at("/annotations/summary").asText()).isEqualTo("Payments fail");
        assertThat(alerts.get(0).at("/annotations/severity").asText()).isEqualTo("high");
        assertThat(alerts.get(0).at("/annotations/customers").asText()).isEqualTo("9");
        assertThat(alerts.get(0).at("/status/state").asText()).isEqualTo("active");
      }
      assertThat(them.tell(now("resolved")).status()).isEqualTo(200);
      assertThat(amtool(one)).isEmpty();
      assertThat(amtool(other)).isEmpty();
    }
  }

  @Test
  void oneThatIsDownDoesNotKeepItFromTheOther() throws Exception {
    try (var them = peers()) {
      one.close();
      assertThat(them.tell(now("open")).status()).isEqualTo(200);
      assertThat(amtool(other)).hasSize(1);
    }
  }

  /** In the present: Alertmanager takes an alert that has ended for resolved. */
  private static Message now(String status) {
    return alert(status, "Payments fail");
  }

  private OneDestination peers() throws Exception {
    return new OneDestination(
        host -> List.of(InetAddress.getLoopbackAddress()),
        Tls.usual(),
        Clock.systemUTC(),
        """
        kind: alertmanager
        urls: [http://one.test:%d, http://other.test:%d]
        ports: [%d, %d]
        allow_private: [127.0.0.0/8]
        """
            .formatted(one.port(), other.port(), one.port(), other.port()));
  }

  private static JsonNode amtool(AlertmanagerProcess peer) throws Exception {
    Process amtool =
        new ProcessBuilder(
                "amtool",
                "alert",
                "query",
                "--alertmanager.url=http://127.0.0.1:" + peer.port(),
                "--output=json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] said = amtool.getInputStream().readAllBytes();
    assertThat(amtool.waitFor()).isZero();
    return JSON.readTree(new String(said, StandardCharsets.UTF_8));
  }
}
