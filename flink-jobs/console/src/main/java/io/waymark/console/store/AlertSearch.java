package io.waymark.console.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A page of alerts as SQL. It is written so that either database walks along one index in the order
 * that is asked for and stops when the page is full.
 */
final class AlertSearch {
  private final AlertQuery asked;
  private final List<Object> values = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  /**
   * @param now of the wall clock
   */
  AlertSearch(AlertQuery asked, long now) {
    this.asked = asked;
    standsIn(asked.view(), now);
    if (!asked.severities().isEmpty()) {
      List<Integer> ranks = asked.severities().stream().map(Severities::rank).sorted().toList();
      conditions.add(
          "severity IN ("
              + ranks.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + ")");
      if (asked.sort() == AlertQuery.Sort.SEVERITY) {
        // Those that are worse would be walked through first.
        long end = AlertIntake.bySeverity(ranks.get(ranks.size() - 1) + 1, 0);
        conditions.add("by_severity < " + end);
      }
    }
    if (asked.touchpoint() != null) {
      conditions.add("touchpoint = " + bound(asked.touchpoint()));
    }
    for (String word : asked.eachWord()) {
      conditions.add("POSITION(" + bound(word) + " IN words) > 0");
    }
    AlertQuery.Cursor after = asked.after();
    if (after != null) {
      AlertQuery.Sort sort = asked.sort();
      String key = bound(after.key());
      // The first half is what an index can begin at.
      conditions.add("%s %s= %s".formatted(sort.column, sort.following(), key));
      conditions.add(
          "(%1$s <> %2$s OR alert_id %3$s %4$s)"
              .formatted(sort.column, key, sort.following(), bound(after.id())));
    }
  }

  /** Ids with what they are sorted by; one more than asked for, if there are more. */
  List<AlertQuery.Cursor> found(Handle handle) {
    Query query = handle.createQuery(sql());
    for (int i = 0; i < values.size(); i++) {
      query.bind("v" + i, values.get(i));
    }
    return query
        .map((row, context) -> new AlertQuery.Cursor(row.getLong(2), row.getString(1)))
        .list();
  }

  String sql() {
    AlertQuery.Sort sort = asked.sort();
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    // That all have the same in the index's first column has to be said to H2.
    String first = asked.view() == AlertQuery.View.ALL ? "" : "live, ";
    return "SELECT alert_id, %s FROM alerts%s ORDER BY %s%s %s, alert_id %s LIMIT %d"
        .formatted(
            sort.column,
            where,
            first,
            sort.column,
            sort.direction,
            sort.direction,
            asked.limit() + 1);
  }

  private void standsIn(AlertQuery.View view, long now) {
    switch (view) {
      case ALL -> {}
      case RESOLVED -> conditions.add("live = FALSE");
      case OPEN -> {
        conditions.add("live = TRUE AND muted_by IS NULL");
        conditions.add("snoozed_until <= " + now + " AND silenced_until <= " + now);
      }
      case MUTED -> {
        conditions.add("live = TRUE");
        conditions.add(
            "(muted_by IS NOT NULL OR snoozed_until > %1$d OR silenced_until > %1$d)"
                .formatted(now));
      }
    }
  }

  private String bound(Object value) {
    values.add(value);
    return ":v" + (values.size() - 1);
  }
}
