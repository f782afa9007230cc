package io.waymark.console.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Alerts that nobody wants to see for a while.
 *
 * @param matchers all have to hold
 * @param startsAt milliseconds of the wall clock
 * @param endsAt exclusive
 */
public record Silence(
    String id, List<Matcher> matchers, long startsAt, long endsAt, String author, String comment) {

  /**
   * What an alert has to be.
   *
   * @param name one of {@link #NAMES}
   * @param equal whether it has to be the value, or must not be
   */
  public record Matcher(String name, boolean equal, String value) {
    public static final Set<String> NAMES =
        Set.of("rule_id", "touchpoint", "channel", "team", "severity");

    public Matcher {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("no alert is silenced by its " + name);
      }
    }

    /** As a condition of SQL on the table of alerts, its values added to the list. */
    String sql(List<Object> values) {
      String not = equal ? "" : "NOT ";
      if (name.equals("rule_id")) {
        values.add("," + value + ",");
        return not + "POSITION(:v" + (values.size() - 1) + " IN rule_ids) > 0";
      }
      if (name.equals("severity")) {
        values.add(Severities.rank(value));
        return not + "severity = :v" + (values.size() - 1);
      }
      values.add(value);
      return not + "COALESCE(" + name + ", '') = :v" + (values.size() - 1);
    }
  }

  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("a silence needs a matcher, or it would mute everything");
    }
  }

  String sql(List<Object> values) {
    List<String> all = new ArrayList<>();
    for (Matcher matcher : matchers) {
      all.add(matcher.sql(values));
    }
    return "(" + String.join(" AND ", all) + ")";
  }
}
