package io.waymark.catalogue;

import io.waymark.domain.intervention.Cap;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Cooldown;
import io.waymark.domain.intervention.DoNotDisturb;
import io.waymark.domain.intervention.Period;
import io.waymark.domain.intervention.QuietHours;
import io.waymark.domain.intervention.Scope;
import io.waymark.domain.rule.Intervention.Purpose;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a contact policy and fills in the defaults: what is not said holds nothing back. */
final class ContactPolicyReader {
  private static final int MOST_AT_ONCE = 500;

  private final Problems problems;
  private final Values values;

  ContactPolicyReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** The policy; only to be used if no errors were reported on the way. */
  ContactPolicy read(Node root) {
    var document = Fields.of(root, "contact policy", problems, "policy");
    Node policy = document.required("policy", "a map with time_zone, caps, quiet_hours, ...");
    if (policy == null) {
      return ContactPolicy.NONE;
    }
    var fields =
        Fields.of(
            policy,
            "policy",
            problems,
            "time_zone",
            "holdout",
            "caps",
            "cooldown",
            "quiet_hours",
            "do_not_disturb",
            "release",
            "suppressed");
    Node release = fields.get("release");
    Fields waiting =
        release == null ? null : Fields.of(release, "release", problems, "jitter", "longest_wait");
    return new ContactPolicy(
        zone(fields.required("time_zone", "an IANA time zone such as Asia/Bangkok")),
        values.percent(fields.get("holdout"), "holdout"),
        caps(fields.get("caps")),
        cooldown(fields.get("cooldown")),
        quietHours(fields.get("quiet_hours")),
        doNotDisturb(fields.get("do_not_disturb")),
        Set.copyOf(values.texts(fields.get("suppressed"), "suppressed")),
        waiting == null ? 0 : span(waiting, "jitter", 0),
        waiting == null
            ? ContactPolicy.NONE.longestWait()
            : span(waiting, "longest_wait", ContactPolicy.NONE.longestWait()));
  }

  private List<Cap> caps(@Nullable Node node) {
    List<Cap> caps = new ArrayList<>();
    for (Node item : values.items(node)) {
      var fields =
          Fields.of(
              item,
              "cap",
              problems,
              "purposes",
              "channels",
              "per",
              "at_most",
              "within",
              "calendar");
      caps.add(
          new Cap(
              scope(fields),
              values.choice(fields.get("per"), "per", Cap.Per.CUSTOMER),
              values.integer(
                  fields.required("at_most", "a whole number"), "at_most", 1, MOST_AT_ONCE),
              period(item, fields)));
    }
    return List.copyOf(caps);
  }

  private Period period(Node item, Fields fields) {
    Node within = fields.get("within");
    Node calendar = fields.get("calendar");
    if (item instanceof MappingNode && (within == null) == (calendar == null)) {
      problems.error(item, "cap: expected either \"within\" or \"calendar\", and one of them");
    }
    return calendar == null
        ? new Period.Rolling(values.span(within, "within"))
        : values.choice(calendar, "calendar", Period.Calendar.DAY);
  }

  private Cooldown cooldown(@Nullable Node node) {
    if (node == null) {
      return ContactPolicy.NONE.cooldown();
    }
    var fields = Fields.of(node, "cooldown", problems, "purposes", "channels", "rule", "action");
    return new Cooldown(scope(fields), span(fields, "rule", 0), span(fields, "action", 0));
  }

  private DoNotDisturb doNotDisturb(@Nullable Node node) {
    if (node == null) {
      return ContactPolicy.NONE.doNotDisturb();
    }
    var fields =
        Fields.of(node, "do_not_disturb", problems, "purposes", "channels", "complaint", "contact");
    return new DoNotDisturb(
        scope(fields), span(fields, "complaint", 0), span(fields, "contact", 0));
  }

  private List<QuietHours> quietHours(@Nullable Node node) {
    List<QuietHours> all = new ArrayList<>();
    for (Node item : values.items(node)) {
      var fields =
          Fields.of(item, "quiet_hours", problems, "purposes", "channels", "from", "to", "days");
      all.add(
          new QuietHours(
              scope(fields),
              time(fields.required("from", "a time such as \"21:00\""), "from"),
              time(fields.required("to", "a time such as \"08:00\""), "to"),
              days(fields.get("days"))));
    }
    return List.copyOf(all);
  }

  private Scope scope(Fields fields) {
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    for (Node item : values.items(fields.get("purposes"))) {
      Purpose purpose = values.choice(item, "purposes", Purpose.MARKETING);
      if (purpose.isOwed()) {
        problems.error(
            item,
            "purposes: " + Values.name(purpose) + " is owed to customers and never held back");
      } else {
        purposes.add(purpose);
      }
    }
    return new Scope(
        purposes.isEmpty() ? Set.of(Purpose.MARKETING) : purposes,
        Set.copyOf(values.texts(fields.get("channels"), "channels")));
  }

  private Set<DayOfWeek> days(@Nullable Node node) {
    if (node == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Node item : values.items(node)) {
      String word = YamlNodes.word(item).toUpperCase(Locale.ROOT);
      List<DayOfWeek> meant =
          EnumSet.allOf(DayOfWeek.class).stream()
              .filter(day -> word.length() == 3 && day.name().startsWith(word))
              .toList();
      if (meant.isEmpty()) {
        problems.error(
            item,
            "days: expected mon, tue, wed, thu, fri, sat or sun, got " + YamlNodes.describe(item));
      }
      days.addAll(meant);
    }
    return days;
  }

  private LocalTime time(@Nullable Node node, String what) {
    String text = node == null ? "00:00" : YamlNodes.word(node);
    // Unquoted, YAML reads 21:00 as a number to the base of sixty; it is meant as written.
    if (node instanceof ScalarNode && text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      return LocalTime.parse(text);
    }
    if (node != null) {
      problems.error(
          node, what + ": expected a time such as \"21:00\", got " + YamlNodes.describe(node));
    }
    return LocalTime.MIDNIGHT;
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
      return ContactPolicy.NONE.timeZone();
    }
  }

  private long span(Fields fields, String key, long otherwise) {
    Node node = fields.get(key);
    return node == null ? otherwise : values.span(node, key);
  }
}
