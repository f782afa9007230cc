package io.waymark.catalogue;

import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.anomaly.BusinessCalendar;
import io.waymark.domain.anomaly.BusinessCalendar.DayKind;
import io.waymark.domain.anomaly.CohortLimits;
import io.waymark.domain.anomaly.Objective;
import io.waymark.domain.pulse.Measure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what is normal at touchpoints as far as it is said. */
final class AnomalySettingsReader {
  private static final int LONGEST_DAYS = 366;
  private static final int MOST_EVENTS = 1_000_000;

  private final Problems problems;
  private final Values values;

  AnomalySettingsReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** The settings; only to be used if no errors were reported on the way. */
  AnomalySettings read(Node root) {
    var document = Fields.of(root, "anomaly settings", problems, "anomalies");
    Node anomalies =
        document.required("anomalies", "a map with time_zone, days, objectives, cohorts");
    if (anomalies == null) {
      return AnomalySettings.PLAIN;
    }
    var fields =
        Fields.of(anomalies, "anomalies", problems, "time_zone", "days", "objectives", "cohorts");
    return new AnomalySettings(
        new BusinessCalendar(
            zone(fields.required("time_zone", "an IANA time zone such as Asia/Bangkok")),
            days(fields.get("days"))),
        objectives(fields.get("objectives")),
        cohorts(fields.get("cohorts")));
  }

  private CohortLimits cohorts(@Nullable Node node) {
    if (node == null) {
      return CohortLimits.DEFAULT;
    }
    var fields = Fields.of(node, "cohorts", problems, "at_least", "within");
    int before = problems.errors();
    int least =
        values.integer(
            fields.required("at_least", "a number of customers"),
            "at_least",
            CohortLimits.FEWEST,
            CohortLimits.MOST);
    Node time = fields.required("within", "a duration such as 10m");
    long within = values.span(time, "within");
    if (problems.errors() == before
        && (within < CohortLimits.SHORTEST || within > CohortLimits.LONGEST)) {
      problems.error(Objects.requireNonNull(time), "within: expected 10s to 1h");
    }
    return problems.errors() == before ? new CohortLimits(least, within) : CohortLimits.DEFAULT;
  }

  private Map<LocalDate, DayKind> days(@Nullable Node node) {
    Map<LocalDate, DayKind> days = new HashMap<>();
    for (Node item : values.items(node)) {
      var fields = Fields.of(item, "day", problems, "date", "from", "to", "kind");
      if (item instanceof MappingNode && fields.has("date") == fields.has("from")) {
        problems.error(item, "day: expected either \"date\" or \"from\" and \"to\"");
        continue;
      }
      Node kindNode = fields.required("kind", "holiday, campaign or excluded");
      DayKind kind = values.choice(kindNode, "kind", DayKind.HOLIDAY);
      LocalDate from = date(fields.has("date") ? fields.get("date") : fields.get("from"));
      LocalDate to =
          fields.has("date") ? from : date(fields.required("to", "a date such as 2026-12-05"));
      if (from != null && to != null) {
        add(item, from, to, kind, days);
      }
    }
    return days;
  }

  private void add(
      Node item, LocalDate from, LocalDate to, DayKind kind, Map<LocalDate, DayKind> days) {
    if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS - 1))) {
      problems.error(item, "day: expected 1 to " + LONGEST_DAYS + " days, the first one first");
      return;
    }
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      if (days.put(day, kind) != null) {
        problems.error(item, "day: " + day + " is given twice");
        return;
      }
    }
  }

  private List<Objective> objectives(@Nullable Node node) {
    List<Objective> objectives = new ArrayList<>();
    for (Node item : values.items(node)) {
      var fields = Fields.of(item, "objective", problems, "measure", "target", "at_least");
      int before = problems.errors();
      Measure measure =
          values.choice(
              fields.required("measure", "a share, such as server_errors"),
              "measure",
              Measure.SERVER_ERRORS);
      double target = values.percent(fields.required("target", "a percentage"), "target");
      int least =
          values.integer(
              fields.required("at_least", "a number of events"), "at_least", 1, MOST_EVENTS);
      if (problems.errors() == before) {
        objective(item, measure, target, least, objectives);
      }
    }
    return objectives;
  }

  private void objective(
      Node item, Measure measure, double target, int least, List<Objective> objectives) {
    if (objectives.stream().anyMatch(known -> known.measure() == measure)) {
      problems.error(item, "objective: " + measure.id() + " has one already");
      return;
    }
    List<String> wrong = Objective.problems(measure, target, least);
    wrong.forEach(each -> problems.error(item, "objective: " + each));
    if (wrong.isEmpty()) {
      objectives.add(new Objective(measure, target, least));
    }
  }

  private @Nullable LocalDate date(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    // Unquoted, YAML reads a date as a time; it is meant as written.
    try {
      return node instanceof ScalarNode scalar ? LocalDate.parse(scalar.getValue()) : wrong(node);
    } catch (DateTimeException e) {
      return wrong(node);
    }
  }

  private @Nullable LocalDate wrong(Node node) {
    problems.error(
        node, "date: expected a date such as 2026-12-05, got " + YamlNodes.describe(node));
    return null;
  }

  private ZoneId zone(@Nullable Node node) {
    String name = values.text(node, "time_zone");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      if (node != null) {
        problems.error(
            node,
            "time_zone: expected an IANA time zone such as Asia/Bangkok, got "
                + YamlNodes.describe(node));
      }
      return BusinessCalendar.PLAIN.zone();
    }
  }
}
