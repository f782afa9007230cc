package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.domain.journey.Stage;
import io.waymark.domain.pulse.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How journeys move from stage to stage: the last minutes against the same of last week. */
final class FlowPages {
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private final Kpis kpis;
  private final StageNames stages;

  FlowPages(Kpis kpis, StageNames stages) {
    this.kpis = kpis;
    this.stages = stages;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/flow", Role.VIEWER, this::flow));
  }

  private ObjectNode flow(Request request) {
    long length = Duration.ofMinutes(request.number("minutes", 5, 1440, 15)).toMillis();
    // A window that still forms has less in it than the whole ones of last week.
    long upTo = kpis.upTo().orElse(0L);
    long to = kpis.completeUpTo(Place.EVERYWHERE, upTo).orElse(upTo);
    ObjectNode answer = Json.object();
    answer.set("now", between(to - length, to));
    ObjectNode then = between(to - WEEK - length, to - WEEK);
    answer.set("then", then.path("windows").asInt() == 0 ? null : then);
    return answer;
  }

  /**
   * Transitions of several windows, and of several kinds. What took which time is known of each
   * window by its median and p90 alone; here they are the means of these, each weighing as much as
   * the journeys that it is of.
   */
  private static final class Moves {
    private long journeys;
    private long timed;
    private double medians;
    private double p90s;

    void add(JsonNode transition) {
      long more = transition.path("journeys").asLong();
      journeys += more;
      if (transition.path("median_ms").isNumber()) {
        timed += more;
        medians += transition.path("median_ms").asDouble() * more;
        p90s += transition.path("p90_ms").asDouble() * more;
      }
    }

    void add(Moves others) {
      journeys += others.journeys;
      timed += others.timed;
      medians += others.medians;
      p90s += others.p90s;
    }

    /** Says them; null if no time is known. */
    void times(ObjectNode shown) {
      shown.put("median_ms", timed == 0 ? null : Math.round(medians / timed));
      shown.put("p90_ms", timed == 0 ? null : Math.round(p90s / timed));
    }
  }

  private record Step(@Nullable String from, @Nullable String to) {}

  private ObjectNode between(long from, long to) {
    List<ObjectNode> windows = kpis.windowsOf(Place.EVERYWHERE, from, to);
    Map<Step, Moves> moves = new LinkedHashMap<>();
    Map<String, Long> standing = new HashMap<>();
    for (ObjectNode window : windows) {
      for (JsonNode transition : window.path("transitions")) {
        moves
            .computeIfAbsent(
                new Step(text(transition, "from"), text(transition, "to")), step -> new Moves())
            .add(transition);
      }
      // How many stand somewhere is what the last window says.
      standing.clear();
      window
          .path("stages")
          .properties()
          .forEach(stage -> standing.put(stage.getKey(), stage.getValue().asLong()));
    }
    ObjectNode flow =
        Json.object()
            .put("from", Json.time(from))
            .put("to", Json.time(to))
            .put("windows", windows.size());
    ArrayNode shown = flow.putArray("stages");
    for (Stage stage : stages.stages()) {
      stage(shown.addObject(), stage.id(), moves, standing.getOrDefault(stage.id(), 0L));
    }
    ArrayNode transitions = flow.putArray("transitions");
    moves.forEach(
        (step, all) ->
            all.times(
                transitions
                    .addObject()
                    .put("from", step.from())
                    .put("to", step.to())
                    .put("journeys", all.journeys)));
    return flow;
  }

  private static void stage(ObjectNode shown, String id, Map<Step, Moves> moves, long standing) {
    long entered = 0;
    long dropped = 0;
    Moves out = new Moves();
    for (Map.Entry<Step, Moves> one : moves.entrySet()) {
      if (id.equals(one.getKey().to())) {
        entered += one.getValue().journeys;
      }
      if (id.equals(one.getKey().from())) {
        out.add(one.getValue());
        dropped += one.getKey().to() == null ? one.getValue().journeys : 0;
      }
    }
    shown
        .put("id", id)
        .put("journeys", standing)
        .put("entered", entered)
        .put("left", out.journeys)
        .put("dropped", dropped);
    out.times(shown);
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }
}
