package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.avro.contract.Subject;
import io.waymark.console.page.PageChecks;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import io.waymark.domain.pulse.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A store with each text of {@code src/test/page/hostile.json} in each field of each message. Some
 * that are looked at one by one have ids that a path can have, numbered as the texts are.
 */
final class HostileStore {
  private static final Path CORPUS = PageChecks.FOLDER.resolve("hostile.json");
  private static final String START = "2026-01-01T00:00:00.000Z";

  private HostileStore() {}

  /**
   * Fills it.
   *
   * @param admin who silences, with the same texts
   */
  static void fill(RunningServer running, RunningServer.Visitor admin) throws Exception {
    List<String> corpus = new ArrayList<>();
    Json.tree(Files.readString(CORPUS)).forEach(text -> corpus.add(text.asText()));
    for (int i = 0; i < corpus.size(); i++) {
      running.put(portion(new HostileMessages(corpus.get(i), true), corpus.get(i), i));
      assertThat(admin.send("POST", "/api/silences", silence(corpus.get(i))).statusCode())
          .isEqualTo(200);
    }
    running.put(flow(corpus));
  }

  private static Portion portion(HostileMessages messages, String text, int number) {
    Portion portion = messages.portion();
    Map<String, String> open = Map.of("status", "open", "severity", "high");
    Map<String, String> over = Map.of("status", "resolved", "severity", "high");
    String id = "hostile-" + number;
    portion.alert(messages.message(Subject.ALERT, open).put("alert_id", id));
    portion.alert(
        messages
            .message(Subject.ALERT, open)
            .put("alert_id", "muted-" + number)
            .put("muted_by", id));
    portion.alert(messages.message(Subject.ALERT, over).put("alert_id", "over-" + number));
    portion.rule(
        id,
        1,
        """
        rules:
          - id: %s
            title: %s
            tags: [%s]
            when: { count: { of: payment_failed, at_least: 3, within: 1h } }
            intervene: { action: remind, channel: email }
        """
            .formatted(id, quoted(text), quoted(text)));
    portion.pause(messages.message(Subject.PAUSE, Map.of()).put("rule_id", id));
    portion.experiment(messages.message(Subject.EXPERIMENT, Map.of()).put("experiment", id));
    return portion;
  }

  /** One window of all places together, in which journeys went through all of them. */
  private static Portion flow(List<String> corpus) {
    Portion portion = new Portion();
    ObjectNode whole = null;
    for (String text : corpus) {
      ObjectNode one = new HostileMessages(text, true).message(Subject.KPI, Map.of());
      if (whole == null) {
        whole = one;
      } else {
        ((ArrayNode) whole.path("transitions")).addAll((ArrayNode) one.path("transitions"));
        ((ObjectNode) whole.path("stages")).setAll((ObjectNode) one.path("stages"));
      }
    }
    portion.kpi(
        whole.put("touchpoint", Place.EVERYWHERE).put("window_start", START).putNull("channel"));
    return portion;
  }

  /** It matches nothing. */
  private static String silence(String text) {
    ObjectNode silence =
        Json.object()
            .put("ends_at", Json.time(System.currentTimeMillis() + 3_600_000))
            .put("comment", text);
    ArrayNode matchers = silence.putArray("matchers");
    for (String op : List.of("=", "!=")) {
      matchers.addObject().put("name", "touchpoint").put("op", op).put("value", text);
    }
    return Json.text(silence);
  }

  private static String quoted(String text) {
    return Json.text(Json.object().textNode(text));
  }
}
