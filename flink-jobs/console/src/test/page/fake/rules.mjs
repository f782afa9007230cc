const arm = (assigned, measured, reached) => ({ assigned, measured, issued: assigned, reached });
const counted = { occurred_at: new Date(Date.now() - 60_000).toISOString(), value: { value: 12.4, low: -3.1, high: 27.9 } };
const funnel = (eligible, held_out, issued, delivered, outcome_reached, failed, cancelled, withheld) => ({ eligible, held_out, issued, delivered, outcome_reached, failed, cancelled, withheld });

export const interventions = () => [
  { rule_id: 'checkout-abandoned', version: 'a41f09', title: 'Checkout abandoned', paused: null, funnel: funnel(4210, 421, 2904, 2811, 874, 38, 55, { no_consent: 612, capped: 188, quiet_hours: 85 }), result: { rule_version: 4, verdict: 'helps', treatment: arm(3789, 3120, 874), holdout: arm(421, 344, 71), difference: { value: 0.0737, low: 0.0271, high: 0.1183 }, lift: 0.357, p: 0.0021, ...counted }, guardrails: [{ guardrail: 'opt_out', treatment: 12, holdout: 1, p: 0.91, tripped: false }, { guardrail: 'complaint', treatment: 3, holdout: 0, p: 0.61, tripped: false }] },
  { rule_id: 'cart-abandoned', version: '77c2d1', title: 'Cart abandoned', paused: null, funnel: funnel(9120, 912, 5210, 5012, 612, 101, 97, { no_consent: 2410, capped: 588 }), result: { rule_version: 2, verdict: 'open', treatment: arm(8208, 5110, 612), holdout: arm(912, 571, 63), difference: { value: 0.0094, low: -0.0181, high: 0.0362 }, lift: 0.086, p: 0.51, ...counted }, guardrails: [{ guardrail: 'opt_out', treatment: 58, holdout: 3, p: 0.21, tripped: false }] },
  { rule_id: 'high-intent', version: '09be3a', title: 'Comes back to the same item', paused: { by: 'waymark', reason: 'guardrail opt_out', at: new Date(Date.now() - 5_400_000).toISOString() }, funnel: funnel(1880, 188, 1104, 1090, 92, 9, 5, { no_consent: 402, live_contact: 186 }), result: { rule_version: 1, verdict: 'harms', treatment: arm(1692, 1210, 92), holdout: arm(188, 130, 21), difference: { value: -0.0855, low: -0.1541, high: -0.0302 }, lift: -0.53, p: 0.001, ...counted }, guardrails: [{ guardrail: 'opt_out', treatment: 48, holdout: 1, p: 0.004, tripped: true }] },
  { rule_id: 'payment-failed', version: '5d0c77', title: 'Payment failed', paused: null, funnel: funnel(310, 31, 240, 233, 0, 2, 5, { open_complaint: 39 }), result: null, guardrails: [] },
];

export const everything = () => ({ result: { rule_version: 0, verdict: 'open', treatment: arm(15_211, 11_840, 1902), holdout: arm(801, 622, 88), difference: { value: 0.0192, low: -0.0094, high: 0.0441 }, lift: 0.136, p: 0.31, ...counted }, guardrails: [{ guardrail: 'opt_out', treatment: 104, holdout: 5, p: 0.44, tripped: false }] });

const EVENTS = 1_840_000;

const rule = (rule_id, version, title, sentence, mode, severity, stage, tags, fired_24h, customers_24h, suppressed_24h, shadow_24h, cost) => ({
  rule_id, version, title, sentence, sentence_th: 'เกิดสัญญาณระดับปานกลาง เมื่อผ่านไป 30 นาที หลัง begin_checkout โดยไม่มี purchase', mode, severity, stage, tags, fired_24h, customers_24h, suppressed_24h, shadow_24h, cost, quarantined_at: rule_id === 'error-loop' ? '2026-11-23T08:41:00.000Z' : null, compare: null, hit_rate: { value: ((mode === 'shadow' ? shadow_24h : fired_24h) * 1000) / EVENTS, n: EVENTS }, explain: `./waymark explain --events FILE --customer C --rule ${rule_id}`, intervenes: ['checkout-abandoned', 'cart-abandoned', 'payment-failed'].includes(rule_id),
});

export const rules = () => [
  rule('payment-failed', '5d0c77', 'Payment failed', 'Fires high when payment_failed comes twice within 1 hour, per order.', 'live', 'high', 'purchase', ['funnel'], 611, 540, 39, 0, { eval_us: 1.8, state_bytes: 206 }),
  rule('checkout-abandoned', 'a41f09', 'Checkout abandoned', 'Fires medium when no purchase comes within 30 minutes after begin_checkout.', 'live', 'medium', 'purchase', ['funnel'], 4210, 4102, 885, 0, { eval_us: 2.4, state_bytes: 484 }),
  { ...rule('checkout-abandoned-sooner', 1, 'Checkout abandoned, sooner', 'Fires medium when no purchase comes within 15 minutes after begin_checkout.', 'shadow', 'medium', 'purchase', ['funnel'], 0, 0, 0, 5120, { eval_us: 2.4, state_bytes: 484 }), compare: { rule_id: 'checkout-abandoned', fired_24h: 4210, command: './waymark rules compare checkout-abandoned checkout-abandoned-sooner' } },
  rule('cart-abandoned', '77c2d1', 'Cart abandoned', 'Fires low when no purchase comes within 60 minutes after add_to_cart or remove_from_cart.', 'live', 'low', 'purchase', ['funnel'], 9120, 8840, 2998, 0, { eval_us: 2.9, state_bytes: 1552 }),
  rule('rage-click', '1f8e20', 'Rage click', 'Fires low when click comes 3 times within 1 second, per element.', 'live', 'low', null, ['digital'], 820, 702, 0, 0, { eval_us: 0.9, state_bytes: 60 }),
  rule('error-loop', 'c09a11', 'Error loop', 'Fires medium when error comes 3 times within 2 minutes on the same touchpoint.', 'live', 'medium', null, ['digital'], 96, 71, 0, 0, { eval_us: 0.7, state_bytes: 17 }),
  rule('call-wait-long', '42aa90', 'Long wait on the phone', 'Fires low after 60 s and high after 180 s between call_queued and call_answered.', 'live', 'high', null, ['contact'], 402, 388, 0, 0, { eval_us: 1.1, state_bytes: 12 }),
  rule('repeat-contact', '8812fe', 'Contact about the same again', 'Fires medium when contact_started comes again about the same topic within 7 days.', 'live', 'medium', null, ['contact'], 130, 126, 4, 0, { eval_us: 2.2, state_bytes: 440 }),
  rule('price-hesitation', '03d7c1', 'Hesitates at the price', 'Fires low when view_item comes 4 times within 2 days and add_to_cart never.', 'shadow', 'low', 'consideration', ['opportunity'], 0, 0, 0, 1402, { eval_us: 3.1, state_bytes: 600 }),
  rule('item-back', '3', 'Back in stock', 'Is disabled; would fire low at each stock_changed [in_stock].', 'disabled', 'low', null, ['opportunity'], 0, 0, 0, 0, null),
  rule('nps-detractor', 'e7710b', 'Detractor', 'Fires high when survey_answered has a score of 0 to 6.', 'live', 'high', 'advocacy', ['voice'], 18, 18, 0, 0, null),
];

export const audit = (now) =>
  [['malee', 'login', 'address:127.0.0.1', 'operator'], ['malee', 'silence.add', 'silence:si_1', 'known: the coupon button'], ['somchai', 'alert.acknowledge', 'alert:al_queue', ''], ['somchai', 'intervention.pause', 'rule:high-intent', 'payments are in trouble'], ['somchai', 'alert.snooze', 'alert:al_switch', 'until 2026-11-23T09:00:00.000Z'], ['admin', 'customer.view', 'customer:c_7f3b1ef0', '']]
    .map(([who, action, subject, detail], at) => ({ seq: at + 1, at: new Date(now - (60 - at * 9) * 60_000).toISOString(), who, action, subject, detail, hash: (0x9e3779b9 * (at + 7)).toString(16).padStart(64, 'a4c1e09b') }))
    .reverse();
