package io.waymark.console.population;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.Json;
import io.waymark.domain.pulse.Measure;
import java.util.List;
import java.util.SplittableRandom;

/** What topics say, as the console reads it, with the sizes that messages have in a shop. */
final class Messages {
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;
  static final long WINDOW = 300_000;

  private static final List<String> SEVERITIES = List.of("info", "low", "medium", "high");
  private static final List<String> STAGES =
      List.of("awareness", "consideration", "purchase", "retention", "advocacy");
  private static final List<String> CHANNELS = List.of("web", "app", "call", "store");
  private static final int FIGURES = 12;
  private static final int MOST_TOUCHPOINTS = 50;
  private static final int USUAL_TOUCHPOINTS = 6;

  private final SplittableRandom random = new SplittableRandom(7);
  private final StoreSize size;
  private final long now;

  /**
   * @param now event time up to which there is something
   */
  Messages(StoreSize size, long now) {
    this.size = size;
    this.now = now;
  }

  static String customer(int number) {
    return "c-%08d".formatted(number);
  }

  static String rule(int number) {
    return "rule-%03d".formatted(number);
  }

  static String alert(int number) {
    return "alert-%06d".formatted(number);
  }

  static String touchpoint(int number) {
    return "/shop/page-%02d".formatted(number);
  }

  static String channel(int place) {
    return CHANNELS.get(place % CHANNELS.size());
  }

  /** They come in their order, as in a topic. */
  private long momentOf(int number) {
    return now - 7 * DAY + 7 * DAY / size.moments() * (number + 1);
  }

  ObjectNode journey(int customer) {
    long at = now - random.nextLong(30 * DAY);
    ObjectNode journey =
        Json.object()
            .put("customer_id", customer(customer))
            .put("stage", STAGES.get(random.nextInt(STAGES.size())))
            .put("effort", random.nextDouble(100))
            .put("emotion", random.nextDouble(-1, 1))
            .put("frustration", random.nextDouble(20))
            .put("updated_at", Json.time(at))
            .put("journey_id", "j-" + customer)
            .put("model", "five")
            .put("health", "healthy")
            .put("activity", "active")
            .put("contact", "idle")
            .put("orders", random.nextInt(5));
    ArrayNode stages = journey.putArray("stages");
    for (int i = 0; i < 3; i++) {
      stages
          .addObject()
          .put("stage", STAGES.get(i))
          .put("entered_at", Json.time(at - (3 - i) * HOUR))
          .put("skipped", 0);
    }
    journey.putObject("consents").put("marketing", true).put("analytics", false);
    journey.putObject("profile").put("tier", "gold").put("locale", "th-TH");
    ArrayNode touchpoints = journey.putArray("touchpoints");
    int many = customer % 20 == 0 ? MOST_TOUCHPOINTS : USUAL_TOUCHPOINTS;
    for (int i = 0; i < many; i++) {
      touchpoints
          .addObject()
          .put("event_type", "page_view")
          .put("event_time", Json.time(at - (many - i) * 60_000L))
          .put("channel", channel(i))
          .put("touchpoint", touchpoint(random.nextInt(size.places())));
    }
    return journey;
  }

  ObjectNode signal(int number, int customer) {
    int place = random.nextInt(size.places());
    ObjectNode signal =
        Json.object()
            .put("signal_id", "s-%032d".formatted(number))
            .put("rule_id", rule(random.nextInt(size.rules())))
            .put("rule_version", 1)
            .put("title", "Something that customers should not meet")
            .put("kind", "friction")
            .put("severity", SEVERITIES.get(random.nextInt(SEVERITIES.size())))
            .put("mode", "live")
            .put("customer_id", customer(customer))
            .put("status", number % 3 == 0 ? "resolved" : "fired")
            .put("occurred_at", Json.time(momentOf(number)))
            .put("channel", channel(place))
            .put("touchpoint", touchpoint(place));
    ArrayNode evidence = signal.putArray("evidence");
    for (int i = 0; i < 3; i++) {
      evidence
          .addObject()
          .put("event_id", "e-" + number + "-" + i)
          .put("event_type", "payment_failed")
          .put("event_time", Json.time(now))
          .put("touchpoint", touchpoint(place));
    }
    return signal;
  }

  ObjectNode decision(int number, int customer) {
    boolean issued = number % 3 == 0;
    return Json.object()
        .put("trigger_id", "t-%032d".formatted(number))
        .put("verdict", issued ? "issued" : "withheld")
        .put("reason", issued ? null : number % 3 == 1 ? "no_consent" : "holdout")
        .put("signal_id", "s-%032d".formatted(number))
        .put("rule_id", rule(random.nextInt(size.interveningRules())))
        .put("customer_id", customer(customer))
        .put("action", "offer-help")
        .put("purpose", "service")
        .put("occurred_at", Json.time(momentOf(number)))
        .put("decided_at", Json.time(momentOf(number)));
  }

  /** The first ones are live; of those, each tenth stands for the nine after it. */
  ObjectNode alertOf(int number) {
    boolean isLive = number < size.liveAlerts();
    long last = isLive ? now - random.nextLong(2 * HOUR) : now - random.nextLong(14 * DAY);
    int place = random.nextInt(size.places());
    ObjectNode alert =
        Json.object()
            .put("alert_id", alert(number))
            .put("status", isLive ? "updated" : "resolved")
            .put("severity", SEVERITIES.get(random.nextInt(SEVERITIES.size())))
            .put("title", "Trouble number " + number + " with what customers do here")
            .put("touchpoint", touchpoint(place))
            .put("channel", channel(place))
            .put("team", "team-" + place % 10)
            .put("count", random.nextInt(1, 500))
            .put("customers", random.nextInt(1, 300))
            .put("first_at", Json.time(last - random.nextLong(3 * HOUR)))
            .put("last_at", Json.time(last))
            .put("origin", "signals")
            .put("recent", random.nextInt(50))
            .put("trend", "rising")
            .put("value_at_risk", random.nextDouble(10_000))
            .put("currency", "THB")
            .put("reopened", 0);
    alert.put("muted_by", isLive && number % 10 != 0 ? alert(number / 10 * 10) : null);
    alert.putObject("group").put("touchpoint", touchpoint(place));
    alert.putArray("rule_ids").add(rule(random.nextInt(size.rules()))).add(rule(1));
    ArrayNode samples = alert.putArray("samples");
    for (int i = 0; i < 5; i++) {
      samples.add(customer(random.nextInt(Math.min(1000, size.customers()))));
    }
    return alert;
  }

  ObjectNode kpi(String touchpoint, String channel, long start) {
    ObjectNode kpi =
        Json.object()
            .put("touchpoint", touchpoint)
            .put("channel", channel)
            .putNull("persona")
            .put("window_start", Json.time(start))
            .put("window_end", Json.time(start + WINDOW))
            .put("final", start + WINDOW <= now)
            .put("occurred_at", Json.time(Math.min(now, start + WINDOW)));
    ArrayNode figures = kpi.putArray("figures");
    for (Measure measure : List.of(Measure.values()).subList(0, FIGURES)) {
      double value = random.nextDouble(100);
      figures
          .addObject()
          .put("measure", measure.id())
          .put("value", value)
          .put("numerator", value * 40)
          .put("denominator", 40.0)
          .put("n", 40)
          .putObject("normal")
          .put("expected", 50.0)
          .put("low", random.nextDouble(20))
          .put("high", 80 + random.nextDouble(20))
          .put("weeks", 4);
    }
    return kpi;
  }

  /** Of all places together: with journeys' stages and transitions. */
  ObjectNode flow(long start) {
    ObjectNode kpi = kpi("*", null, start);
    ObjectNode stages = kpi.putObject("stages");
    STAGES.forEach(stage -> stages.put(stage, random.nextInt(10_000)));
    ArrayNode transitions = kpi.putArray("transitions");
    for (String from : STAGES) {
      for (String to : STAGES) {
        transitions
            .addObject()
            .put("from", from)
            .put("to", to)
            .put("journeys", random.nextInt(500))
            .put("median_ms", random.nextLong(HOUR))
            .put("p90_ms", random.nextLong(DAY));
      }
    }
    return kpi;
  }

  String document(int rule) {
    String intervene =
        rule < size.interveningRules()
            ? "    intervene: { action: offer-help, channel: email, purpose: service }\n"
            : "";
    return """
        rules:
          - id: %s
            title: Something that customers should not meet
            severity: medium
            tags: [bench]
            when: { count: { of: payment_failed, at_least: 3, within: 1h } }
        """
            .formatted(rule(rule))
        + intervene;
  }
}
