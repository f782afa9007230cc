package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one customer's timeline says. */
@Timeout(60)
final class CustomerPagesTest {
  private static final long MINUTE = 60_000;

  @Test
  void aWaitThatNoRuleNoticedIsOneItemWithItsLengthAndItsEnd() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      // The job catches up with yesterday: that is how far time has come.
      long now = System.currentTimeMillis() - 24 * 60 * MINUTE;
      Portion portion = new Portion();
      ObjectNode journey =
          Json.object().put("customer_id", "c-1").put("updated_at", Json.time(now - MINUTE));
      ArrayNode touchpoints = journey.putArray("touchpoints");
      touchpoints.add(touchpoint("page_view", "web", "help", now - 30 * MINUTE));
      touchpoints.add(touchpoint("call_queued", "call", "support", now - 25 * MINUTE));
      touchpoints.add(touchpoint("call_left", "call", "support", now - 21 * MINUTE));
      touchpoints.add(touchpoint("chat_queued", "chat", "support", now - 5 * MINUTE));
      portion.journey(journey);
      running.put(portion);

      JsonNode timeline =
          Json.parse(
                  running
                      .visitor(Role.VIEWER)
                      .get("/api/customers/" + running.pseudonyms.of("c-1"))
                      .body())
              .path("timeline");

      List<String> told = new ArrayList<>();
      timeline.forEach(item -> told.add(said(item)));
      assertThat(told)
          .containsExactly(
              "wait chat_queued support chat waiting",
              "wait call_queued support call abandoned",
              "touchpoint page_view help  ");
      assertThat(timeline.at("/0/waited_ms").asLong()).isEqualTo(4 * MINUTE);
      assertThat(timeline.at("/1/waited_ms").asLong()).isEqualTo(4 * MINUTE);
      assertThat(timeline.at("/1/at").asText()).isEqualTo(Json.time(now - 21 * MINUTE));
      assertThat(timeline.at("/1/channel").asText()).isEqualTo("call");
    }
  }

  private static String said(JsonNode item) {
    return String.join(
        " ",
        List.of("kind", "event_type", "touchpoint", "waited_for", "status").stream()
            .map(field -> item.path(field).asText())
            .toList());
  }

  private static ObjectNode touchpoint(String type, String channel, String place, long at) {
    return Json.object()
        .put("event_type", type)
        .put("event_time", Json.time(at))
        .put("channel", channel)
        .put("touchpoint", place);
  }
}
