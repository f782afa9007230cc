package io.waymark.app.delivery.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.catalogue.Spelling;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tries a template with triggers and alerts that have all, and only what all have. */
final class Samples {
  /** What a customer might choose to be called; it would do harm wherever it is not escaped. */
  private static final String HOSTILE = "\",{{title}}</script>\n\\}],\"x\":{";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Map<String, Object> MESSAGE =
      Map.of("message_id", HOSTILE, "message_type", HOSTILE);
  private static final Map<String, Object> ALERT =
      Map.ofEntries(
          Map.entry("alert_id", HOSTILE),
          Map.entry("status", HOSTILE),
          Map.entry("group", new AnyName()),
          Map.entry("rule_ids", List.of(HOSTILE)),
          Map.entry("severity", HOSTILE),
          Map.entry("title", HOSTILE),
          Map.entry("count", 1),
          Map.entry("customers", 1),
          Map.entry("origin", HOSTILE),
          Map.entry("recent", 1),
          Map.entry("reopened", 1));
  private static final Map<String, Object> ALERT_TOO =
      Map.ofEntries(
          Map.entry("touchpoint", HOSTILE),
          Map.entry("channel", HOSTILE),
          Map.entry("team", HOSTILE),
          Map.entry("runbook", HOSTILE),
          Map.entry("samples", List.of(HOSTILE)),
          Map.entry("first_at", HOSTILE),
          Map.entry("last_at", HOSTILE),
          Map.entry("trend", HOSTILE),
          Map.entry("value_at_risk", 0.5),
          Map.entry("currency", HOSTILE),
          Map.entry("measure", HOSTILE),
          Map.entry("reading", 0.5),
          Map.entry("expected", 0.5),
          Map.entry("muted_by", HOSTILE),
          Map.entry("cause", HOSTILE));
  private static final Map<String, Object> TRIGGER =
      Map.ofEntries(
          Map.entry("trigger_id", HOSTILE),
          Map.entry("status", HOSTILE),
          Map.entry("signal_id", HOSTILE),
          Map.entry("rule_id", HOSTILE),
          Map.entry("rule_version", 1),
          Map.entry("customer_id", HOSTILE),
          Map.entry("instance", new AnyName()),
          Map.entry("action", HOSTILE),
          Map.entry("purpose", HOSTILE),
          Map.entry("priority", 1),
          Map.entry("severity", HOSTILE),
          Map.entry("occurred_at", HOSTILE),
          Map.entry("decided_at", HOSTILE),
          Map.entry("expires_at", HOSTILE),
          Map.entry(
              "evidence",
              List.of(Map.of("event_id", HOSTILE, "event_type", HOSTILE, "event_time", HOSTILE))),
          Map.entry(
              "journey",
              Map.of("stage", HOSTILE, "effort", 0.5, "emotion", 0.5, "frustration", 0.5)));
  private static final Map<String, Object> TRIGGER_TOO =
      Map.of(
          "reason", HOSTILE,
          "quiet_from", HOSTILE,
          "channel", HOSTILE,
          "experiment", HOSTILE,
          "arm", HOSTILE,
          "touchpoint", HOSTILE,
          "stage", HOSTILE);

  private Samples() {}

  /**
   * Refuses a template that names what nothing has, or that with some values of some of the {@code
   * subjects} would give no JSON where it has to.
   */
  static void check(
      MessageTemplate template, List<String> names, Escaping escaping, Set<Subject> subjects)
      throws InvalidTemplate {
    Set<String> known = new TreeSet<>();
    List.of(MESSAGE, ALERT, ALERT_TOO, TRIGGER, TRIGGER_TOO)
        .forEach(sample -> known.addAll(sample.keySet()));
    for (String name : names) {
      String first = name.split("\\.", 2)[0];
      if (!known.contains(first)) {
        throw new InvalidTemplate(
            "neither triggers nor alerts have \"" + first + "\"" + Spelling.hint(first, known));
      }
    }
    if (escaping == Escaping.JSON) {
      for (Subject subject : subjects) {
        checkJson(template, subject);
      }
    }
  }

  private static void checkJson(MessageTemplate template, Subject subject) throws InvalidTemplate {
    boolean works =
        switch (subject) {
          case ALERT -> isJson(template, ALERT, ALERT_TOO);
          case TRIGGER -> isJson(template, TRIGGER, TRIGGER_TOO);
        };
    if (!works) {
      throw new InvalidTemplate(
          "does not give JSON for every "
              + subject.name().toLowerCase(Locale.ROOT)
              + "; texts belong between quotes, and what may be missing into a section");
    }
  }

  private static boolean isJson(
      MessageTemplate template, Map<String, Object> always, Map<String, Object> sometimes) {
    Map<String, Object> values = new HashMap<>(MESSAGE);
    values.putAll(always);
    boolean least = isJson(template.fill(values));
    values.putAll(sometimes);
    return least && isJson(template.fill(values));
  }

  private static boolean isJson(String text) {
    try {
      return !MAPPER.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Has a value under any name. */
  private static final class AnyName extends AbstractMap<String, Object> {
    @Override
    public boolean containsKey(Object name) {
      return true;
    }

    @Override
    public Object get(Object name) {
      return HOSTILE;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return Set.of(Map.entry("any", HOSTILE));
    }
  }
}
