package io.waymark.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A journey and what was noticed on it as a picture, in SVG: one column for each touchpoint. */
final class TimelinePicture {
  private static final int LEFT = 96;
  private static final int COLUMN = 46;
  private static final int LANE = 34;
  private static final int TOP = 196;

  /** Of Okabe and Ito's palette, which people tell apart whatever colours they see. */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#009E73", "#E69F00", "#CC79A7", "#56B4E9");

  private static final Map<String, String> SEVERITIES =
      Map.of("low", "#8C959F", "medium", "#E69F00", "high", "#D55E00", "critical", "#A40E26");

  private final JsonNode journey;
  private final List<JsonNode> signals;
  private final StringBuilder svg = new StringBuilder();
  private final List<JsonNode> points = new ArrayList<>();
  private final Map<String, Integer> lanes = new LinkedHashMap<>();

  private TimelinePicture(JsonNode journey, List<JsonNode> signals) {
    this.journey = journey;
    this.signals = signals;
    journey.get("touchpoints").forEach(points::add);
    points.forEach(point -> lanes.putIfAbsent(channel(point), lanes.size()));
  }

  /**
   * @param journey a line of {@code journeys.jsonl}
   * @param signals the customer's lines of {@code signals.jsonl}
   */
  static String of(JsonNode journey, List<JsonNode> signals) {
    return new TimelinePicture(journey, signals).draw();
  }

  private String draw() {
    int width = LEFT + COLUMN * points.size() + 80;
    int bottom = TOP + LANE * lanes.size();
    int height = bottom + 204;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-label=\"One customer's journey across channels, with signals and"
            + " stages\" font-family=\"Verdana, 'DejaVu Sans', sans-serif\">",
        width, height, width, height);
    line("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>", width, height);
    text(
        16,
        28,
        15,
        "#24292F",
        "bold",
        "One customer, one journey: " + journey.get("customer_id").asText());
    text(16, 46, 11, "#57606A", "normal", standing());
    lanes(width);
    for (int i = 0; i < points.size(); i++) {
      point(i, bottom);
    }
    signals();
    stages(bottom + 150, width);
    line("</svg>");
    return svg.toString();
  }

  private String standing() {
    return String.format(
        Locale.ROOT,
        "At the end: stage %s, effort %.0f of 100, emotion %.2f, %s, tier %s",
        journey.get("stage").asText(),
        journey.get("effort").asDouble(),
        journey.get("emotion").asDouble(),
        journey.get("health").asText().replace('_', ' '),
        journey.path("profile").path("tier").asText("unknown"));
  }

  private void lanes(int width) {
    lanes.forEach(
        (channel, lane) -> {
          int y = TOP + LANE * lane + LANE / 2;
          line(
              "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#D8DEE4\"/>",
              LEFT - 10, y, width - 20, y);
          text(16, y + 4, 12, COLOURS.get(lane % COLOURS.size()), "bold", channel);
        });
  }

  private void point(int column, int bottom) {
    JsonNode point = points.get(column);
    int lane = lanes.get(channel(point));
    int x = x(column);
    line(
        "<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"/>",
        x, TOP + LANE * lane + LANE / 2, COLOURS.get(lane % COLOURS.size()));
    String time = point.get("event_time").asText().substring(11, 16);
    turned(x + 4, bottom + 12, time + " " + point.get("event_type").asText().replace('_', ' '));
  }

  private void signals() {
    int row = 0;
    for (JsonNode signal : signals) {
      if (signal.get("status").asText().equals("resolved")) {
        continue;
      }
      int column = lastUpTo(signal.get("occurred_at").asText());
      String colour = SEVERITIES.getOrDefault(signal.get("severity").asText(), "#8C959F");
      int x = x(column) + (signal.get("status").asText().equals("fired") ? 0 : 8);
      int y = 72 + 17 * (row++ % 7);
      line(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-dasharray=\"2 3\"/>",
          x, y, x, TOP, colour);
      boolean left = column > points.size() / 2;
      line(
          "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"%s\" text-anchor=\"%s\">%s %s</text>",
          left ? x - 6 : x + 6,
          y + 4,
          colour,
          left ? "end" : "start",
          signal.get("severity").asText(),
          escaped(signal.get("title").asText()));
      line("<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", x, y, colour);
    }
  }

  private void stages(int y, int width) {
    JsonNode stages = journey.get("stages");
    for (int i = 0; i < stages.size(); i++) {
      int from = x(firstFrom(stages.get(i).get("entered_at").asText())) - 10;
      int to =
          i + 1 < stages.size()
              ? x(firstFrom(stages.get(i + 1).get("entered_at").asText())) - 14
              : width - 20;
      line(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"26\" rx=\"4\" fill=\"%s\" opacity=\"0.85\"/>",
          from, y, Math.max(12, to - from), COLOURS.get(i % COLOURS.size()));
      text(from + 8, y + 17, 12, "#FFFFFF", "bold", stages.get(i).get("stage").asText());
    }
    text(16, y + 17, 12, "#24292F", "bold", "stage");
  }

  private int lastUpTo(String time) {
    int last = 0;
    for (int i = 0; i < points.size(); i++) {
      last = points.get(i).get("event_time").asText().compareTo(time) <= 0 ? i : last;
    }
    return last;
  }

  private int firstFrom(String time) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).get("event_time").asText().compareTo(time) >= 0) {
        return i;
      }
    }
    return points.size() - 1;
  }

  private static int x(int column) {
    return LEFT + COLUMN * column + COLUMN / 2;
  }

  private static String channel(JsonNode point) {
    return point.path("channel").asText("other");
  }

  private void turned(int x, int y, String words) {
    line(
        "<text transform=\"translate(%d %d) rotate(60)\" font-size=\"10\" fill=\"#24292F\">%s</text>",
        x, y, escaped(words));
  }

  private void text(int x, int y, int size, String colour, String weight, String words) {
    line(
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\" font-weight=\"%s\">%s</text>",
        x, y, size, colour, weight, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void line(String format, Object... values) {
    svg.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
