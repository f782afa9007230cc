import { customer, incident, usual } from './alerts.mjs';
import { stages } from './measures.mjs';

const MINUTE = 60_000;

const flow = (to, scale, trouble) => {
  const n = (value) => Math.round(value * scale);
  const drop = trouble ? 2.6 : 1;
  const stage = (id, journeys, entered, left, dropped, median_ms, p90_ms) => ({ id, journeys: n(journeys), entered: n(entered), left: n(left + dropped), dropped: n(dropped), median_ms, p90_ms });
  const move = (from, into, journeys, median_ms, p90_ms) => ({ from, to: into, journeys: n(journeys), median_ms, p90_ms });
  return {
    from: new Date(to - 15 * MINUTE).toISOString(),
    to: new Date(to).toISOString(),
    windows: 3,
    stages: [
      stage('awareness', 5210, 640, 402, 121, 190_000, 1_210_000),
      stage('consideration', 3120, 436, 210, 96, 640_000, 5_400_000),
      stage('purchase', 890, 214, trouble ? 71 : 152, 41 * drop, trouble ? 410_000 : 240_000, trouble ? 1_900_000 : 900_000),
      stage('retention', 14_200, 158, 12, 4, 86_400_000 * 19, 86_400_000 * 74),
      stage('advocacy', 2100, 14, 1, 1, 86_400_000 * 41, 86_400_000 * 160),
    ],
    transitions: [
      move(null, 'awareness', 640, null, null),
      move('awareness', 'consideration', 402, 190_000, 1_210_000),
      move('awareness', null, 121, 410_000, 2_400_000),
      move('consideration', 'purchase', 210, 640_000, 5_400_000),
      move('consideration', null, 96, 900_000, 7_300_000),
      move('purchase', 'retention', trouble ? 71 : 152, 240_000, 900_000),
      move('purchase', 'consideration', trouble ? 34 : 6, 300_000, 1_100_000),
      move('purchase', null, 41 * drop, 410_000, 1_900_000),
      move('retention', 'advocacy', 12, 86_400_000 * 19, 86_400_000 * 74),
      move('retention', 'consideration', 28, 86_400_000 * 12, 86_400_000 * 60),
      move('retention', null, 4, 86_400_000 * 40, 86_400_000 * 100),
    ],
  };
};

export const flows = (now, trouble) => ({ now: flow(now, 1, trouble), then: flow(now - 7 * 86_400_000, 0.92, false) });

/** A customer who could not pay, waited for help, and was helped. */
export function profile(who, now) {
  const at = (minutes) => new Date(now - minutes * MINUTE).toISOString();
  const evidence = (...events) => events.map(([minutes, event_type, touchpoint], n) => ({ event_id: `e${minutes}_${n}`, event_type, event_time: at(minutes), touchpoint }));
  const touch = (minutes, channel, touchpoint, event_type) => ({ at: at(minutes), kind: 'touchpoint', channel, touchpoint, event_type });
  const wait = (minutes, channel, touchpoint, event_type, waited_for, waited_minutes, status) => ({ ...touch(minutes, channel, touchpoint, event_type), kind: 'wait', waited_for, waited_ms: waited_minutes * MINUTE, status });
  const stage = (minutes, id) => ({ at: at(minutes), kind: 'stage', stage: id });
  const signal = (minutes, channel, touchpoint, rule_id, text, severity, events, waited_ms = null) => ({ at: at(minutes), kind: 'signal', channel, touchpoint, rule_id, severity, waited_ms, signal_id: `si_${minutes}`, mode: 'live', rule_version: 3, text, status: 'fired', reason: null, evidence: evidence(...events) });
  const intent = { rule_id: 'checkout-abandoned', action: 'checkout-reminder', purpose: 'marketing', arm: 'treatment', experiment: 'checkout-abandoned', signal_id: 'si_16', trigger_id: 'tr_1', rule_version: 3 };
  const decision = (minutes, channel, status, reason) => ({ at: at(minutes), kind: 'decision', channel, ...intent, release_at: null, text: null, status, reason, evidence: [] });
  const timeline = [
    touch(58, 'email', 'newsletter', 'message_clicked'),
    touch(57, 'web', 'home', 'page_view'),
    stage(56, 'consideration'),
    touch(55, 'web', 'search', 'search'),
    touch(53, 'web', 'item', 'view_item'),
    touch(50, 'web', 'cart', 'add_to_cart'),
    stage(46, 'purchase'),
    touch(46, 'web', 'checkout', 'begin_checkout'),
    touch(44, 'web', 'checkout/payment', 'payment_failed'),
    touch(43, 'web', 'checkout/payment', 'click'),
    signal(43, 'web', 'checkout/payment', 'rage-click', 'Rage click', 'low', [[43, 'click', 'checkout/payment'], [43, 'click', 'checkout/payment'], [43, 'click', 'checkout/payment']]),
    touch(41, 'web', 'checkout/payment', 'payment_failed'),
    signal(41, 'web', 'checkout/payment', 'payment-failed', 'Payment failed', 'high', [[44, 'payment_failed', 'checkout/payment'], [41, 'payment_failed', 'checkout/payment']]),
    decision(40, null, 'withheld', 'quiet_hours'),
    wait(34, 'web', 'help', 'chat_queued', 'chat', 4, 'abandoned'),
    touch(33, 'app', 'help', 'page_view'),
    signal(28, 'voice', 'queue/support', 'call-wait-long', 'Long wait on the phone', 'high', [[31, 'call_queued', 'queue/support']], 3 * MINUTE),
    wait(24, 'voice', 'queue/support', 'call_queued', 'call', 7, 'answered'),
    touch(15, 'voice', 'queue/support', 'call_ended'),
    decision(14, 'email', 'issued', null),
    { at: at(14), kind: 'trigger', channel: 'email', touchpoint: 'checkout', severity: 'medium', ...intent, text: null, status: 'issued', reason: null, evidence: evidence([46, 'begin_checkout', 'checkout']) },
    { at: at(13), kind: 'delivery', channel: 'email', purpose: 'marketing', destination: 'marketing', attempt: 1, http_status: 202, text: null, status: 'delivered', reason: null, evidence: [] },
    touch(6, 'web', 'checkout/payment', 'purchase'),
    wait(0, 'web', 'checkout/payment', 'order_shipped', 'delivery', 4, 'waiting'),
    { at: at(6), kind: 'outcome', arm: 'treatment', goal: 'purchase', experiment: 'checkout-abandoned', rule_version: 3, text: null, status: 'reached', reason: null, evidence: [] },
    stage(6, 'retention'),
  ];
  const scores = Array.from({ length: 30 }, (_, n) => {
    const minutes = 58 - n * 2;
    const bad = minutes < 45 && minutes > 12 ? 1 : 0;
    return { at: at(minutes), effort: 18 + bad * (45 - minutes) * 1.3 + (minutes <= 12 ? 30 : 0), emotion: bad ? -0.1 - (45 - minutes) / 60 : minutes <= 12 ? 0.1 : 0.35, frustration: bad ? 62 : minutes <= 12 ? 18 : 6 };
  });
  timeline.reverse();
  const called = [incident(now, 'open', now)[2], usual(now)[0]].map(({ alert_id, title, origin, rule_ids, measure, touchpoint, channel, group }) => ({ alert_id, title, origin, rule_ids, measure, touchpoint, channel, group }));
  return {
    customer: who, stage: 'retention', model: 'five', stages: ['awareness', 'consideration', 'purchase', 'retention'].map((id, n) => ({ stage: id, entered_at: at(57 - n * 10), skipped: 0 })), health: 'in_recovery', activity: 'active', contact: 'idle', orders: 4, updated_at: at(6), effort: 48, emotion: 0.1, frustration: 18, session: { session_id: 's1', started_at: at(58), last_at: at(6), views: 9, engaged: true, experience: 'frustrating' }, profile: { tier: 'gold', region: 'Bangkok', language: 'th' },
    consents: { marketing: true, analytics: false },
    scores, timeline, alerts: called,
  };
}

export const known = (now) => Array.from({ length: 12 }, (_, n) => ({ customer: customer(n + 1), stage: stages[n % 5].id, effort: 20 + n * 5, emotion: 0.4 - n * 0.08, frustration: n * 6, updated_at: new Date(now - n * 71_000).toISOString() }));
