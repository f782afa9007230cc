package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.avro.contract.Subject;
import io.waymark.console.access.Role;
import io.waymark.console.access.oidc.LoginFailed;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.experiment.Verdict;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.journey.Overlays;
import io.waymark.domain.journey.Wait;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the page's checks are held to, in {@code src/test/page/contract.json}: which fields the
 * answers have, so that the fake has the same, and each word that the page has to have words for.
 */
@Timeout(60)
final class PageContractTest {
  private static final Path CONTRACT = Path.of("src/test/page/contract.json");
  private static final ObjectMapper WRITER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String AT = "2026-01-01T00:01:00.000Z";
  private static final String START = "2026-01-01T00:00:00.000Z";
  private static final String WEEK_BEFORE = "2025-12-25T00:00:00.000Z";

  /** Whose names are anybody's. */
  private static final Set<String> MAPS =
      Set.of("group", "profile", "consents", "withheld", "open", "label");

  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("session", "session"),
          Map.entry("alerts", "alerts?view=all"),
          Map.entry("alert", "alerts/x"),
          Map.entry("silences", "silences"),
          Map.entry("touchpoints", "touchpoints"),
          Map.entry("flow", "flow"),
          Map.entry("customers", "customers?q=x"),
          Map.entry("customer", "customers/{x}"),
          Map.entry("interventions", "interventions"),
          Map.entry("rules", "rules"),
          Map.entry("status", "status"),
          Map.entry("audit", "audit"));

  @Test
  void isWhatTheServerSays() throws Exception {
    ObjectNode said = Json.object();
    try (RunningServer running = RunningServer.withTokens()) {
      fill(running);
      RunningServer.Visitor anna = running.visitor(Role.ADMIN);
      silence(anna);
      resolveInVain(running, anna);
      ObjectNode shapes = said.putObject("shapes");
      for (Map.Entry<String, String> one : new TreeMap<>(ANSWERS).entrySet()) {
        String path = one.getValue().replace("{x}", running.pseudonyms.of("x"));
        JsonNode answer = Json.tree(anna.get("/api/" + path).body());
        shape(answer).forEach(shapes.putArray(one.getKey())::add);
        if (one.getKey().equals("session")) {
          said.set("measures", answer.get("measures"));
        }
      }
    }
    said.set("codes", codes());
    String text = WRITER.writeValueAsString(said);
    assertThat(WRITER.readTree(Files.readString(CONTRACT)))
        .as("it should be\n" + text + "\n")
        .isEqualTo(WRITER.readTree(text));
  }

  private static void fill(RunningServer running) {
    HostileMessages messages = new HostileMessages("x", true);
    Portion portion = messages.portion();
    portion.alert(
        messages
            .message(Subject.ALERT, Map.of("status", "open", "severity", "low"))
            .put("alert_id", "b")
            .put("muted_by", "x"));
    portion.alert(
        messages
            .message(Subject.ALERT, Map.of("status", "open", "severity", "low"))
            .put("alert_id", "silenced")
            .put("team", "silenced"));
    for (String start : List.of(WEEK_BEFORE, START)) {
      portion.kpi(
          messages
              .message(Subject.KPI, Map.of("touchpoint", "*"))
              .put("window_start", start)
              .put("window_end", start.equals(START) ? AT : WEEK_BEFORE)
              .put("occurred_at", start.equals(START) ? AT : WEEK_BEFORE)
              .putNull("channel"));
    }
    ObjectNode everywhere =
        messages
            .message(Subject.KPI, Map.of("touchpoint", "*"))
            .put("window_start", START)
            .put("window_end", AT)
            .put("occurred_at", AT)
            .putNull("channel");
    ((ObjectNode) everywhere.at("/figures/0")).put("measure", "events").put("n", 1500);
    portion.kpi(everywhere);
    portion.kpi(everywhere.deepCopy().put("persona", "x"));
    ObjectNode journey = messages.message(Subject.JOURNEY, Map.of());
    for (String type : List.of("call_queued", "call_answered")) {
      ObjectNode touchpoint = journey.withArray("touchpoints").get(0).deepCopy();
      journey.withArray("touchpoints").add(touchpoint.put("event_type", type));
    }
    portion.journey(journey);
    portion.experiment(messages.message(Subject.EXPERIMENT, Map.of("experiment", "global")));
    portion.ruleUsage(
        messages
            .message(Subject.RULE_USAGE, Map.of())
            .put("occurred_at", AT)
            .put("suppressed_by_cooldown", 1)
            .put("suppressed_by_condition", 1));
    portion.rule(
        "x",
        2,
        """
        rules:
          - id: x
            title: Pays in vain
            severity: high
            tags: [payment]
            when: { count: { of: payment_failed, at_least: 3, within: 1h } }
            intervene: { action: remind, channel: email, purpose: service }
        """);
    portion.rule(
        "x-sooner",
        1,
        """
        rules:
          - id: x-sooner
            title: Pays in vain
            mode: shadow
            when: { count: { of: payment_failed, at_least: 2, within: 1h } }
        """);
    running.put(portion);
  }

  private static void silence(RunningServer.Visitor anna) throws Exception {
    String ends = Json.time(System.currentTimeMillis() + 3_600_000);
    String matcher = "{\"name\":\"team\",\"op\":\"=\",\"value\":\"silenced\"}";
    String body =
        "{\"matchers\":[%s],\"ends_at\":\"%s\",\"comment\":\"known\"}".formatted(matcher, ends);
    assertThat(anna.send("POST", "/api/silences", body).statusCode()).isEqualTo(200);
  }

  /** It gets worse after that. */
  private static void resolveInVain(RunningServer running, RunningServer.Visitor anna)
      throws Exception {
    String path = "/api/alerts/silenced/resolve";
    assertThat(anna.send("POST", path, "{\"cause\":\"fixed\"}").statusCode()).isEqualTo(200);
    Portion portion = new Portion();
    portion.alert(
        new HostileMessages("x", true)
            .message(Subject.ALERT, Map.of("status", "updated", "severity", "high"))
            .put("alert_id", "silenced")
            .put("team", "silenced")
            .put("last_at", "2026-01-01T00:02:00.000Z"));
    running.put(portion);
  }

  /** Paths to all that is neither an object nor an array, over all items. */
  static Set<String> shape(JsonNode answer) {
    Set<String> paths = new TreeSet<>();
    walk(answer, "", paths);
    // What is null, or empty, here is something there.
    paths.removeIf(
        path ->
            paths.stream()
                .anyMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "[]")));
    return paths;
  }

  private static void walk(JsonNode node, String at, Set<String> paths) {
    if (node.isArray() && !node.isEmpty()) {
      node.forEach(child -> walk(child, at + "[]", paths));
    } else if (node.isObject() && !MAPS.contains(at.substring(at.lastIndexOf('.') + 1))) {
      node.properties()
          .forEach(
              field ->
                  walk(
                      field.getValue(),
                      at.isEmpty() ? field.getKey() : at + "." + field.getKey(),
                      paths));
    } else {
      paths.add(at);
    }
  }

  private static ObjectNode codes() {
    ObjectNode codes = Json.object();
    put(codes, "alert.status", words(Alert.Status.values()));
    put(codes, "cause", words(Alert.Cause.values()));
    put(codes, "formula", Arrays.stream(Measure.values()).map(Measure::id));
    put(codes, "group", words(io.waymark.domain.pulse.Subject.values()));
    put(codes, "login.why", words(LoginFailed.Reason.values()));
    put(codes, "measure", Arrays.stream(Measure.values()).map(Measure::id));
    put(codes, "pattern", Arrays.stream(AnomalyPattern.values()).map(AnomalyPattern::id));
    put(codes, "refused", Arrays.stream(Refusal.values()).map(Refusal::code));
    put(codes, "role", words(Role.values()).filter(role -> !role.equals("nobody")));
    put(codes, "rules.mode", words(Mode.values()));
    put(codes, "severity", words(Severity.values()));
    put(codes, "trend", words(Impact.Trend.values()));
    put(
        codes,
        "value",
        Stream.<Enum<?>[]>of(
                Reason.values(),
                Signal.Status.values(),
                Decision.Verdict.values(),
                Trigger.Status.values(),
                Attempt.Status.values(),
                Outcome.Status.values(),
                Guardrail.values(),
                Arm.values(),
                Intervention.Purpose.values(),
                Overlays.Health.values(),
                Overlays.Activity.values(),
                Overlays.Contact.values(),
                JourneySnapshot.Experience.values(),
                Wait.End.values())
            .flatMap(PageContractTest::words));
    put(codes, "verdict", words(Verdict.values()));
    put(codes, "wait", words(Wait.Kind.values()));
    return codes;
  }

  private static Stream<String> words(Enum<?>[] values) {
    Function<Enum<?>, String> word = value -> value.name().toLowerCase(Locale.ROOT);
    return Arrays.stream(values).map(word);
  }

  private static void put(ObjectNode codes, String family, Stream<String> words) {
    words.distinct().sorted().forEach(codes.putArray(family)::add);
  }
}
