import { customer, details, incident, usual } from './alerts.mjs';
import { flows, known, profile } from './history.mjs';
import { measures, stages } from './measures.mjs';
import { ofPersona, places } from './places.mjs';
import { audit, everything, interventions, rules } from './rules.mjs';

const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'];

/** By what the server sorts; customers as the topic has them, whatever is shown of an anomaly. */
const ordered = (alert) => ({ ...alert, unseen_since: alert.status !== 'resolved' && alert.work === 'new' ? alert.first_at : null, order: { age: Date.parse(alert.first_at), severity: SEVERITIES.indexOf(alert.severity) * 1e14 + Date.parse(alert.first_at), customers: alert.origin === 'anomaly' ? 0 : alert.customers, value: alert.value_at_risk === null ? -1 : Math.round(alert.value_at_risk * 100) } });

/** What the console's server would know, in memory. `poison`: said in place of what customers' events say. */
export function world({ role = 'operator', auth = 'none', poison = null } = {}) {
  const began = Date.now();
  const changes = new Map();
  let step = 'calm';
  let since = began;
  let kafka = { reachable: true, since: null };
  let unreadable = 0;
  let silences = [{ id: 'si_1', matchers: [{ name: 'rule_id', op: '=', value: 'rage-click' }, { name: 'touchpoint', op: '=', value: 'cart' }], starts_at: new Date(began - 7_200_000).toISOString(), ends_at: new Date(began + 86_400_000).toISOString(), author: 'malee', comment: 'known: the coupon button, fixed on Thursday', muting: 1 }];
  const experiments = interventions();

  const infected = (alert) => (poison === null ? alert : { ...alert, title: `${poison} ${alert.title}`, touchpoint: `${poison}`, channel: poison, team: poison, owner: poison, runbook: `javascript:document.body.dataset.pwned=1//${poison}`, group: { [poison]: poison }, muted: alert.muted && { ...alert.muted, text: poison, alert: alert.muted.alert && { ...alert.muted.alert, title: poison, group: { [poison]: poison } } }, rule_ids: [poison], samples: alert.samples.map((who) => ({ ...who, label: poison })) });
  const alerts = () => [...usual(began), ...incident(Date.now(), step, since)].map((alert) => infected(ordered({ ...alert, ...changes.get(alert.alert_id) })));
  const alert = (id) => alerts().find((each) => each.alert_id === id);
  const trouble = () => step === 'open' || step === 'grown' || step === 'muted';

  return {
    session: (csrf) => ({ user: 'somchai', role, csrf, auth, zone: 'Asia/Bangkok', stages, measures }),
    status() {
      const now = Date.now();
      const seconds = (now - began) / 1000;
      return {
        now: new Date(now).toISOString(), kafka, watermark: new Date(kafka.reachable ? now - 1400 : new Date(kafka.since).getTime()).toISOString(), event_lag_ms: kafka.reachable ? 1100 + Math.round(300 * Math.sin(seconds)) : now - new Date(kafka.since).getTime(),
        events_per_second: kafka.reachable ? 212 + 20 * Math.sin(seconds / 3) : 0, counts: { events: Math.round(1_840_220 + seconds * 212), late: 41, dead: 3, dead_recent: 0, unreadable },
        topics: [{ name: 'interactions', last_at: new Date(now).toISOString(), lag: 12, silent: false }, { name: 'surveys', last_at: new Date(now - 1_900_000).toISOString(), lag: 0, silent: true }], catching_up: false, stale: !kafka.reachable,
      };
    },
    alerts,
    alert,
    details: (id) => alert(id) && details(alert(id), alerts(), Date.now()),
    change(id, patch, what, text = '') {
      const old = changes.get(id) ?? {};
      changes.set(id, { ...old, ...patch, acts: [...(old.acts ?? []), { at: new Date().toISOString(), who: 'somchai', what, text }] });
      return alert(id);
    },
    go(next) {
      if (next === 'open') since = Date.now();
      step = next;
    },
    kafka(reachable) {
      kafka = { reachable, since: reachable ? null : new Date().toISOString() };
    },
    unreadable(count) {
      unreadable = count;
    },
    trouble,
    personas: () => ['family', 'student', 'vip'].map((name) => (poison === null ? name : poison + name)),
    touchpoints: (persona) => (persona ? ofPersona : (all) => all)(places(Date.now(), trouble())).map((place) => (poison === null ? place : { ...place, touchpoint: poison + place.touchpoint, channel: poison })),
    flow: () => flows(Date.now(), trouble()),
    customers: (q) => known(began).filter((one) => one.customer.label.startsWith(q) || one.customer.ref === q),
    customer(ref) {
      const found = known(began).find((one) => one.customer.ref === ref) ?? (ref.startsWith('c_7f') ? { customer: { ...customer(1), ref } } : null);
      if (found === null) return null;
      const whole = profile(found.customer, began);
      if (poison === null) return whole;
      return { ...whole, customer: { ...whole.customer, label: poison }, stage: poison, profile: { [poison]: poison }, timeline: whole.timeline.map((entry) => ({ ...entry, channel: entry.channel && poison, text: poison, touchpoint: poison, event_type: entry.event_type && poison, rule_id: poison, reason: poison, evidence: entry.evidence?.map((piece) => ({ ...piece, event_type: poison, touchpoint: poison })) })), alerts: [{ alert_id: poison, title: poison, origin: 'signals', rule_ids: [poison], measure: null, touchpoint: poison, channel: poison, group: { [poison]: poison } }] };
    },
    interventions: () => experiments.map((one) => (poison === null ? one : { ...one, title: poison, funnel: { ...one.funnel, withheld: { [poison]: 4 } } })),
    everything,
    pause(id, paused) {
      const found = experiments.find((one) => one.rule_id === id);
      if (found) found.paused = paused;
      return found;
    },
    rules: () => rules().map((one) => (poison === null ? one : { ...one, title: poison, sentence: poison, sentence_th: poison, tags: [poison], explain: poison })),
    audit: () => audit(began).map((one) => (poison === null ? one : { ...one, subject: poison, detail: poison })),
    silences: () => silences,
    silence(one) {
      const made = { ...one, id: `si_${silences.length + 1}_${Date.now()}`, starts_at: new Date().toISOString(), author: 'somchai', muting: 0 };
      silences = [...silences, made];
      return made;
    },
    endSilence(id) {
      silences = silences.filter((one) => one.id !== id);
    },
  };
}
