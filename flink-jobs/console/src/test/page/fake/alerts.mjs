const MINUTE = 60_000;
const ago = (now, minutes) => new Date(now - minutes * MINUTE).toISOString();

export const customer = (n) => ({ ref: `c_${(0x7f3a0000 + n * 7919).toString(16)}`, label: `c${4000 + n}` });

const base = (now) => ({
  status: 'updated', work: 'new', origin: 'signals', rule_ids: [], touchpoint: null, channel: null, team: 'web', runbook: null, group: {}, count: 1, customers: 1, recent: 1, expected: null,
  trend: 'steady', measure: null, reading: null, value_at_risk: null, currency: null, first_at: ago(now, 10), last_at: ago(now, 1), reopened: 0, cause: null, owner: null,
  acknowledged_at: null, snoozed_until: null, risen_from: null, fires_on: null, muted: null, samples: [],
});

const some = (from, n) => Array.from({ length: n }, (_, at) => customer(from + at));

/** What is open on a usual day. */
export const usual = (now) => [
  { ...base(now), alert_id: 'al_queue', title: 'Long wait on the phone', severity: 'high', rule_ids: ['call-wait-long'], touchpoint: 'queue/support', channel: 'voice', team: 'contact-centre', runbook: 'https://runbooks.example.org/queues/support', count: 41, customers: 38, recent: 14, expected: 6, trend: 'falling', first_at: ago(now, 47), value_at_risk: 18_400, currency: 'THB', owner: 'somchai', work: 'acknowledged', acknowledged_at: ago(now, 40), samples: some(20, 5) },
  { ...base(now), alert_id: 'al_csat', title: 'Survey scores are down at store/central (store): csat 71 % of 41, 86 % is normal', severity: 'medium', origin: 'anomaly', rule_ids: ['survey-drop'], touchpoint: 'store/central', channel: 'store', group: { touchpoint: 'store/central', channel: 'store' }, team: null, measure: 'csat', reading: 0.71, expected: 0.86, count: 4, customers: 41, recent: 3, first_at: ago(now, 210), samples: [] },
  { ...base(now), alert_id: 'al_login', title: 'Sign-in fails again and again', severity: 'medium', rule_ids: ['login-failures'], touchpoint: 'login', channel: 'app', count: 19, customers: 17, recent: 4, expected: 2, trend: 'rising', first_at: ago(now, 26), reopened: 1, samples: some(30, 4) },
  { ...base(now), alert_id: 'al_late', title: 'Delivery is late', severity: 'low', rule_ids: ['delivery-late'], touchpoint: 'hub/bang-na', channel: 'parcel', team: 'logistics', count: 12, customers: 12, recent: 1, expected: 1, first_at: ago(now, 1480), value_at_risk: 9_120, currency: 'THB', owner: 'malee', work: 'acknowledged', samples: some(40, 3) },
  { ...base(now), alert_id: 'al_zero', title: 'Searches without results', severity: 'low', rule_ids: ['zero-results'], touchpoint: 'search', channel: 'web', count: 31, customers: 29, recent: 5, expected: 5, first_at: ago(now, 95), samples: some(50, 3) },
  { ...base(now), alert_id: 'al_intent', title: 'Comes back to the same item', severity: 'info', rule_ids: ['high-intent'], touchpoint: 'item', channel: 'web', team: 'marketing', count: 64, customers: 64, recent: 9, expected: 8, first_at: ago(now, 300), value_at_risk: 61_000, currency: 'THB', samples: some(60, 3) },
  { ...base(now), alert_id: 'al_rage', title: 'Rage click', severity: 'low', rule_ids: ['rage-click'], touchpoint: 'cart', channel: 'web', count: 8, customers: 8, recent: 2, first_at: ago(now, 33), muted: { by: 'silence', id: 'si_1', text: 'known: the coupon button, fixed on Thursday (malee)' }, samples: some(70, 2) },
  { ...base(now), alert_id: 'al_switch', title: 'Told again in another channel', severity: 'low', rule_ids: ['channel-switch'], team: 'contact-centre', count: 5, customers: 5, recent: 1, first_at: ago(now, 77), work: 'snoozed', snoozed_until: new Date(now + 50 * MINUTE).toISOString(), owner: 'somchai', samples: some(80, 2) },
  { ...base(now), alert_id: 'al_chat', title: 'Long wait in the chat', severity: 'high', rule_ids: ['chat-wait-long'], touchpoint: 'queue/support', channel: 'chat', team: 'contact-centre', status: 'resolved', work: 'closed', count: 22, customers: 21, recent: 0, cause: 'over', first_at: ago(now, 380), last_at: ago(now, 301), owner: 'somchai', samples: some(90, 2) },
];

const figure = (now, id, title, pattern, severity, touchpoint, channel, subject, measure, reading, expected) => ({
  ...base(now), alert_id: id, title, severity, origin: 'anomaly', rule_ids: [pattern], touchpoint, channel, team: null, group: { touchpoint, ...(channel && { channel }), ...(subject && { subject }) },
  measure, reading, expected, count: 3, customers: 0, recent: 0, trend: null, first_at: ago(now, 3),
});

/** Alerts that nobody has acknowledged, for a while or since just now. */
export const unseen = (now) =>
  [['critical', 4], ['critical', 6], ['high', 9], ['high', 12], ['medium', 600]].map(([severity, minutes]) => ({ ...base(now), alert_id: `al_${severity}_${minutes}`, title: 'Payment failed', severity, rule_ids: ['payment-failed'], group: { form_id: `${severity}-${minutes}` }, first_at: ago(now, minutes + 0.5) }));

/** Alerts of the same rule or pattern at the same place, each of something else. */
export const twins = (now) => [
  ...['acme', 'beta'].map((gateway) => figure(now, `al_gateway_${gateway}`, `Payments fail everywhere, gateway ${gateway}: payment failures 18.3 % of 312, 2.1 % is normal`, 'payment-failure-spike', 'critical', '*', null, `gateway ${gateway}`, 'payment_failures', 0.183, 0.021)),
  ...['billing', 'delivery'].map((topic) => figure(now, `al_topic_${topic}`, `Contacts are up everywhere, topic ${topic}: contacts 61, 20 is normal`, 'contact-reason-surge', 'medium', '*', null, `topic ${topic}`, 'contacts', 61, 20)),
  ...['1 h', '6 h'].map((hours) => figure(now, `al_slo_${hours[0]}`, `The error budget burns at checkout (web), over ${hours}: server errors 9 % of 900, 6 % is the limit`, 'slo-burn', 'high', 'checkout', 'web', `over ${hours}`, 'server_errors', 0.09, 0.06)),
  ...['payment-failed', 'error-loop'].map((rule, at) => figure(now, `al_cohort_${at}`, `Many customers meet the same at checkout, ${rule} by payment_failed: customers 21, 10 is the threshold`, 'cohort-hit', 'high', 'checkout', null, `${rule} by payment_failed`, 'customers', 21, 10)),
  ...['kerry', 'flash'].map((carrier) => ({ ...base(now), alert_id: `al_carrier_${carrier}`, title: 'Delivery is late', severity: 'medium', rule_ids: ['delivery-late'], team: 'logistics', group: { carrier }, count: 12, customers: 12, recent: 4, samples: some(40, 2) })),
];

/** The payment step in trouble, by how far the incident is. */
export function incident(now, step, since) {
  if (step === 'calm') return [];
  if (step === 'twins') return twins(now);
  if (step === 'unseen') return unseen(now);
  const grown = step === 'open' ? 0 : 1;
  const over = step === 'recovered';
  const first = new Date(since).toISOString();
  const called = { title: 'Payment step in trouble', origin: 'signals', rule_ids: ['payment-failed', 'error-loop'], measure: null, touchpoint: 'checkout/payment', channel: 'web', group: { touchpoint: 'checkout/payment' } };
  const muted = { by: 'alert', id: 'al_payment', text: called.title, alert: called };
  const whole = {
    ...base(now), alert_id: 'al_payment', status: over ? 'resolved' : grown ? 'updated' : 'open', work: over ? 'closed' : 'new', title: 'Payment step in trouble', severity: 'critical', rule_ids: ['payment-failed', 'error-loop'],
    touchpoint: 'checkout/payment', channel: 'web', team: 'payments', runbook: 'https://runbooks.example.org/payments/gateway', group: { touchpoint: 'checkout/payment' },
    count: grown ? 214 : 41, customers: grown ? 187 : 37, recent: over ? 9 : grown ? 132 : 37, expected: 11, trend: over ? 'falling' : 'rising', value_at_risk: grown ? 412_350 : 81_200, currency: 'THB', first_at: first, last_at: new Date(now).toISOString(), cause: over ? 'over' : null, samples: some(1, 8),
  };
  const part = { ...base(now), touchpoint: 'checkout/payment', channel: 'web', team: 'payments', first_at: first, last_at: new Date(now).toISOString(), status: over ? 'resolved' : 'updated', work: over ? 'closed' : 'new' };
  const parts = [
    { ...part, alert_id: 'al_failed', title: 'Payment failed', fires_on: { resolved_by: 'malee', resolved_at: ago(now, 20), cause: 'expected' }, severity: 'high', rule_ids: ['payment-failed'], count: 96, customers: 81, recent: 61, expected: 7, trend: 'rising', value_at_risk: 188_000, currency: 'THB', samples: some(1, 4) },
    { ...part, alert_id: 'al_rate', title: 'Payments fail at checkout/payment (web): payment failures 18.3 % of 312, 2.1 % is normal', severity: 'high', origin: 'anomaly', team: null, group: { touchpoint: 'checkout/payment', channel: 'web' }, measure: 'payment_failures', reading: 0.183, expected: 0.021, rule_ids: ['payment-failure-spike'], count: 3, customers: 187, recent: 132, trend: 'rising', samples: [] },
  ].map((alert) => ({ ...alert, muted: step === 'open' ? null : muted }));
  return [whole, ...parts];
}

export function details(alert, all, now) {
  const at = (minutes) => new Date(Math.min(now, new Date(alert.first_at).getTime() + minutes * MINUTE)).toISOString();
  const history = [{ at: at(0), who: 'waymark', what: 'opened', text: '' }];
  if (alert.owner) history.push({ at: at(7), who: alert.owner, what: 'acknowledge', text: '' });
  return {
    ...alert,
    history: [...history, ...(alert.acts ?? [])],
    related: all.filter((other) => other.alert_id !== alert.alert_id && other.touchpoint !== null && other.touchpoint === alert.touchpoint),
    signals: alert.samples.map((who, n) => ({ signal_id: `si_${alert.alert_id}_${n}`, customer: who, rule_id: alert.rule_ids[n % alert.rule_ids.length], status: 'fired', occurred_at: new Date(now - (n + 1) * 21_000).toISOString(), severity: alert.severity })),
  };
}
