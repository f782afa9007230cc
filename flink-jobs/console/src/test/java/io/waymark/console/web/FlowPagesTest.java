package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Access;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import org.junit.jupiter.api.Test;

final class FlowPagesTest {
  private static final long T0 = 1_790_000_100_000L / 300_000 * 300_000;
  private static final long WINDOW = 300_000;
  private static final long MINUTE = 60_000;

  @Test
  void timesAreThoseOfAllWindowsAndTransitionsByHowManyJourneysEachIsOf() throws Exception {
    try (RunningServer running = new RunningServer(new Access.Open())) {
      ObjectNode first = window(T0);
      move(first, "awareness", "buy", 90, MINUTE, 2 * MINUTE);
      move(first, "awareness", null, 10, 30 * MINUTE, 60 * MINUTE);
      ObjectNode second = window(T0 + WINDOW);
      move(second, "awareness", "buy", 100, 3 * MINUTE, 4 * MINUTE);
      first.withArray("transitions").addObject().putNull("from").put("to", "awareness");
      Portion portion = new Portion();
      portion.kpi(first);
      portion.kpi(second);
      running.put(portion);

      JsonNode now =
          Json.parse(running.new Visitor("", "").get("/api/flow?minutes=15").body()).path("now");

      JsonNode bought = of(now.path("transitions"), "to", "buy");
      assertThat(bought.path("journeys").asLong()).isEqualTo(190);
      assertThat(bought.path("median_ms").asLong())
          .isEqualTo(Math.round((90 * 1.0 + 100 * 3.0) / 190 * MINUTE));
      assertThat(bought.path("p90_ms").asLong())
          .isEqualTo(Math.round((90 * 2.0 + 100 * 4.0) / 190 * MINUTE));
      assertThat(of(now.path("transitions"), "to", "awareness").path("median_ms").isNull())
          .isTrue();

      JsonNode stage = of(now.path("stages"), "id", "awareness");
      assertThat(stage.path("left").asLong()).isEqualTo(200);
      assertThat(stage.path("dropped").asLong()).isEqualTo(10);
      assertThat(stage.path("median_ms").asLong())
          .isEqualTo(Math.round((90 * 1.0 + 10 * 30.0 + 100 * 3.0) / 200 * MINUTE));
    }
  }

  private static JsonNode of(JsonNode list, String field, String value) {
    for (JsonNode one : list) {
      if (one.path(field).asText().equals(value)) {
        return one;
      }
    }
    throw new AssertionError(value + " is not in " + list);
  }

  private static ObjectNode window(long start) {
    ObjectNode kpi =
        Json.object()
            .put("touchpoint", "*")
            .put("window_start", Json.time(start))
            .put("window_end", Json.time(start + WINDOW))
            .put("occurred_at", Json.time(start + WINDOW));
    kpi.putArray("transitions");
    kpi.putArray("figures");
    return kpi;
  }

  private static void move(
      ObjectNode kpi, String from, String to, long journeys, long median, long p90) {
    kpi.withArray("transitions")
        .addObject()
        .put("from", from)
        .put("to", to)
        .put("journeys", journeys)
        .put("median_ms", median)
        .put("p90_ms", p90);
  }
}
