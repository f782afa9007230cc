import { rank } from './parts/severity.js';

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

const since = (alert) => new Date(alert.first_at).getTime();
const ORDERS = {
  severity: (a, b) => rank(a.severity) - rank(b.severity) || since(b) - since(a),
  age: (a, b) => since(a) - since(b),
  customers: (a, b) => b.customers - a.customers || rank(a.severity) - rank(b.severity),
  value: (a, b) => (b.value_at_risk ?? -1) - (a.value_at_risk ?? -1) || rank(a.severity) - rank(b.severity),
};

export const sorted = (alerts, sort) => [...alerts].sort((a, b) => ORDERS[sort](a, b) || (a.alert_id < b.alert_id ? -1 : 1));

/** The list with what the stream just said of one alert. */
export function merged(alerts, alert, filter) {
  const others = alerts.filter((other) => other.alert_id !== alert.alert_id);
  return belongs(alert, filter) ? [...others, alert] : others;
}
