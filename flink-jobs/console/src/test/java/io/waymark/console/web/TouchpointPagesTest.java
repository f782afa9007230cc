package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A figure that is far above its band, of more or fewer. */
final class TouchpointPagesTest {
  private static final String AT = "2026-01-01T00:05:00.000Z";

  @ParameterizedTest
  @CsvSource({
    "payment_failures, 1, unknown",
    "payment_failures, 29, unknown",
    "payment_failures, 30, out",
    "wait_p90, 29, unknown",
    "wait_p90, 30, out",
    "handle_time, 2, unknown",
    "effort, 29, unknown",
    "in_queue, 1, out",
    "wait_oldest, 1, out"
  })
  void isOutOfLineIfItIsOfEnough(String measure, long n, String state) {
    ObjectNode window =
        Json.object()
            .put("touchpoint", "/checkout")
            .put("window_start", "2026-01-01T00:00:00.000Z")
            .put("occurred_at", AT)
            .put("final", true);
    window
        .putArray("figures")
        .addObject()
        .put("measure", measure)
        .put("value", 1000)
        .put("n", n)
        .putObject("normal")
        .put("low", 0)
        .put("high", 1);
    Long upTo = Json.millis(AT);
    assertThat(upTo).isNotNull();
    ObjectNode item = TouchpointPages.item(window, upTo, Map.of());
    assertThat(item.at("/figures/0/state").asText()).isEqualTo(state);
  }
}
