package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.router.Endpoint;
import io.waymark.console.access.Role;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever somebody does is in the audit: what, who, and to what. An address without a line fails.
 */
@Timeout(120)
final class AuditedDeedsTest {
  private static final String LATER = Json.time(System.currentTimeMillis() + 3_600_000);
  private static final String HERE = "address:127.0.0.1";

  /**
   * What is done rightly once at an address.
   *
   * @param named what stands in the address in place of its braces
   * @param entry action and subject; S in it is the silence
   */
  private record Deed(String named, String body, String entry) {}

  private static final String SILENCE =
      """
      {"matchers":[{"name":"team","op":"=","value":"nobody"}],"ends_at":"%s","comment":"known"}
      """
          .formatted(LATER);

  private static final Map<String, Deed> DEEDS =
      Map.of(
          "POST /api/login",
          new Deed("", "{\"token\":\"olan-token-0123456789\"}", "login of " + HERE),
          "POST /api/logout",
          new Deed("", "{}", "logout of " + HERE),
          "POST /api/alerts/{id}/acknowledge",
          new Deed("seen", "{}", "alert.acknowledge of alert:seen"),
          "POST /api/alerts/{id}/assign",
          new Deed("given", "{\"owner\":\"vera\"}", "alert.assign of alert:given"),
          "POST /api/alerts/{id}/snooze",
          new Deed("put-off", "{\"until\":\"" + LATER + "\"}", "alert.snooze of alert:put-off"),
          "POST /api/alerts/{id}/resolve",
          new Deed("done", "{\"cause\":\"fixed\"}", "alert.resolve of alert:done"),
          "POST /api/silences",
          new Deed("", SILENCE, "silence.add of silence:S"),
          "DELETE /api/silences/{id}",
          new Deed("S", "{}", "silence.end of silence:S"),
          // There is no broker here; PausesContract has what comes after it was asked for.
          "POST /api/interventions/{rule}/pause",
          new Deed("left", "{\"reason\":\"x\"}", "intervention.pause.asked of rule:left"),
          "POST /api/interventions/{rule}/resume",
          new Deed("left", "{\"reason\":\"x\"}", "intervention.resume.asked of rule:left"));

  @Test
  void eachDeedLeavesAnEntry() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      assertThat(changes(running)).containsExactlyInAnyOrderElementsOf(DEEDS.keySet());
      List.of("seen", "given", "put-off", "done")
          .forEach(id -> running.put(AlertMessages.alerts(id, "Trouble")));
      running.put(rule());
      String silence = "none yet";
      Map<String, String> wanted = new TreeMap<>();
      Map<String, List<String>> found = new TreeMap<>();
      // Silences are begun before they are ended.
      for (String change : DEEDS.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
        Deed deed = DEEDS.get(change);
        String[] words = change.split(" ", 2);
        String path = words[1].replaceAll("\\{\\w+}", deed.named().replace("S", silence));
        RunningServer.Visitor olan = running.visitor(Role.OPERATOR);
        long before = running.audit.head().seq();
        HttpResponse<String> answer = olan.send(words[0], path, deed.body());
        assertThat(answer.statusCode())
            .as(change + ": " + answer.body())
            .isEqualTo(path.contains("/interventions/") ? 503 : 200);
        if (change.equals("POST /api/silences")) {
          silence = Json.parse(answer.body()).path("id").asText();
        }
        wanted.put(change, deed.entry().replace(":S", ":" + silence) + " by olan");
        found.put(change, since(running.audit, before));
      }
      assertThat(found.keySet()).isEqualTo(DEEDS.keySet());
      wanted.forEach((change, entry) -> assertThat(found.get(change)).as(change).contains(entry));
      assertThat(running.audit.verify().brokenAt()).isNull();
    }
  }

  private static List<String> changes(RunningServer running) {
    return running.server.endpoints().stream()
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .filter(endpoint -> !endpoint.method.name().equals("GET"))
        .map((Endpoint endpoint) -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  private static List<String> since(AuditLog audit, long before) {
    return audit.latest(10, Long.MAX_VALUE).stream()
        .filter(entry -> entry.seq() > before)
        .map(entry -> entry.action() + " of " + entry.subject() + " by " + entry.who())
        .toList();
  }

  private static Portion rule() {
    Portion portion = new Portion();
    portion.rule(
        "left",
        1,
        """
        rules:
          - id: left
            title: Cart left
            when: { event: add_to_cart }
            intervene: { action: remind, channel: email }
        """);
    return portion;
  }
}
