import { customer } from './alerts.mjs';
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
  const touch = (minutes, channel, touchpoint, event_type, more = {}) => ({ at: at(minutes), kind: 'touchpoint', channel, touchpoint, event_type, severity: null, status: null, reason: null, text: null, evidence: [], ...more });
  const timeline = [
    touch(58, 'email', 'newsletter', 'campaign_clicked'),
    touch(57, 'web', 'home', 'page_view'),
    { at: at(56), kind: 'stage', stage: 'consideration' },
    touch(55, 'web', 'search', 'search', { text: 'rice cooker' }),
    touch(53, 'web', 'item', 'view_item'),
    touch(50, 'web', 'cart', 'add_to_cart', { text: 'THB 2,190' }),
    { at: at(46), kind: 'stage', stage: 'purchase' },
    touch(46, 'web', 'checkout', 'begin_checkout'),
    touch(44, 'web', 'checkout/payment', 'payment_failed', { text: 'gateway_timeout' }),
    touch(43, 'web', 'checkout/payment', 'click', { text: 'Pay now, 5 times in 1 s' }),
    { at: at(43), kind: 'signal', channel: 'web', touchpoint: 'checkout/payment', rule_id: 'rage-click', event_type: null, severity: 'low', status: 'fired', reason: null, text: '5 clicks on one element within a second', evidence: [{ event_type: 'click', at: at(43) }, { event_type: 'click', at: at(43) }, { event_type: 'click', at: at(43) }] },
    touch(41, 'web', 'checkout/payment', 'payment_failed', { text: 'gateway_timeout' }),
    { at: at(41), kind: 'signal', channel: 'web', touchpoint: 'checkout/payment', rule_id: 'payment-failed', event_type: null, severity: 'high', status: 'fired', reason: null, text: '2 failed payments within an hour', evidence: [{ event_type: 'payment_failed', at: at(44) }, { event_type: 'payment_failed', at: at(41) }] },
    { at: at(40), kind: 'decision', channel: null, touchpoint: null, rule_id: 'payment-failed', event_type: null, severity: null, status: 'withheld', reason: 'incident', text: 'offer-help is not sent while the payment step is in trouble', evidence: [] },
    touch(33, 'app', 'help', 'page_view', { text: 'payment problems' }),
    touch(31, 'voice', 'queue/support', 'call_queued'),
    touch(24, 'voice', 'queue/support', 'call_answered', { waited_ms: 7 * MINUTE }),
    { at: at(28), kind: 'signal', channel: 'voice', touchpoint: 'queue/support', rule_id: 'call-wait-long', event_type: null, severity: 'high', status: 'fired', reason: null, text: 'waiting for 180 s', waited_ms: 3 * MINUTE, evidence: [{ event_type: 'call_queued', at: at(31) }] },
    touch(15, 'voice', 'queue/support', 'contact_ended'),
    { at: at(14), kind: 'decision', channel: 'email', touchpoint: null, rule_id: 'checkout-abandoned', event_type: null, severity: null, status: 'issued', reason: null, text: 'checkout-reminder', evidence: [] },
    { at: at(14), kind: 'trigger', channel: 'email', touchpoint: null, rule_id: 'checkout-abandoned', event_type: null, severity: null, status: 'issued', reason: null, text: 'checkout-reminder', evidence: [] },
    { at: at(13), kind: 'delivery', channel: 'email', touchpoint: null, rule_id: 'checkout-abandoned', event_type: null, severity: null, status: 'delivered', reason: null, text: 'marketing system, 1st try', evidence: [] },
    touch(6, 'web', 'checkout/payment', 'purchase', { text: 'THB 2,190' }),
    { at: at(6), kind: 'outcome', channel: 'web', touchpoint: null, rule_id: 'checkout-abandoned', event_type: null, severity: null, status: 'reached', reason: null, text: 'purchase', evidence: [] },
    { at: at(6), kind: 'stage', stage: 'retention' },
  ];
  const scores = Array.from({ length: 30 }, (_, n) => {
    const minutes = 58 - n * 2;
    const bad = minutes < 45 && minutes > 12 ? 1 : 0;
    return { at: at(minutes), effort: 18 + bad * (45 - minutes) * 1.3 + (minutes <= 12 ? 30 : 0), emotion: bad ? -0.1 - (45 - minutes) / 60 : minutes <= 12 ? 0.1 : 0.35, frustration: bad ? 62 : minutes <= 12 ? 18 : 6 };
  });
  timeline.reverse();
  return {
    customer: who, stage: 'retention', model: 'five', stages: ['awareness', 'consideration', 'purchase', 'retention'].map((stage, n) => ({ stage, entered_at: at(57 - n * 10) })), health: 'in_recovery', activity: 'active', contact: 'idle', orders: 4, session: { session_id: 's1', started_at: at(58) }, profile: { tier: 'gold', region: 'Bangkok', language: 'th' },
    consents: { marketing: true, profiling: false },
    scores, timeline, alerts: [{ alert_id: 'al_payment', title: 'Payment step in trouble' }, { alert_id: 'al_queue', title: 'Long wait on the phone' }],
  };
}

export const known = (now) => Array.from({ length: 12 }, (_, n) => ({ customer: customer(n + 1), stage: stages[n % 5].id, effort: 20 + n * 5, emotion: 0.4 - n * 0.08, frustration: n * 6, updated_at: new Date(now - n * 71_000).toISOString() }));
