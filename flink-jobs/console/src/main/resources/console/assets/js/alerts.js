/** Whether all the words are said of an alert; looks where the server's search looks. */
function mentions(alert, q) {
  const text = [alert.title, ...alert.rule_ids, alert.touchpoint, alert.team, alert.alert_id].filter(Boolean).join(' ').toLowerCase();
  return q.toLowerCase().trim().split(/\s+/).every((word) => text.includes(word));
}

/** Whether an alert belongs into a list; the same split as the server's. */
export function belongs(alert, { view, severity, touchpoint, q }) {
  const resolved = alert.status === 'resolved' || alert.work === 'closed';
  const quiet = alert.muted !== null || alert.work === 'snoozed';
  if (view === 'open' && (resolved || quiet)) return false;
  if (view === 'muted' && (resolved || !quiet)) return false;
  if (view === 'resolved' && !resolved) return false;
  if (severity && alert.severity !== severity) return false;
  if (touchpoint && alert.touchpoint !== touchpoint) return false;
  return !q || mentions(alert, q);
}

/**
 * In the server's order, so that what the stream says comes to stand where the server would have it: by the keys that each
 * alert brings along, the greatest first; by age the oldest.
 */
export function sorted(alerts, sort) {
  const way = sort === 'age' ? 1 : -1;
  return [...alerts].sort((a, b) => way * (a.order[sort] - b.order[sort] || (a.alert_id < b.alert_id ? -1 : 1)));
}

/** The list with what the stream just said of one alert. */
export function merged(alerts, alert, filter) {
  const others = alerts.filter((other) => other.alert_id !== alert.alert_id);
  return belongs(alert, filter) ? [...others, alert] : others;
}
