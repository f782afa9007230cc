import { seeded } from './random.mjs';

/** Far off, but of one or two. */
const FEW = ['queue/few', 'voice', { queue_abandonment: [0.05, 0.2, 1, 1], wait_p90: [48_000, 0.1, 2, 600_000], nps: [40, 0.1, 3, -100], in_queue: [1, 0.2, 1], wait_oldest: [61_000, 0.1, 1] }];

const WINDOW = 5 * 60_000;
const POINTS = 36;
const SHARES = new Set(['step_conversion', 'cart_abandonment', 'checkout_abandonment', 'queue_abandonment', 'service_level_f4', 'first_contact_resolution', 'csat', 'frustration', 'errors', 'payment_failures']);

// measure: what is normal, how far it wanders, n; the last of the five is what an incident makes of it.
const PLACES = [
  ['*', null, { events: [4200, 0.05, 4200], customers: [910, 0.05, 910], step_conversion: [0.34, 0.05, 910], frustration: [0.031, 0.15, 640], effort: [24.2, 0.05, 640], emotion: [0.21, 0.1, 210] }],
  ['checkout/payment', 'web', { payment_failures: [0.021, 0.2, 312, 0.183], step_conversion: [0.78, 0.04, 312, 0.52], checkout_abandonment: [0.22, 0.08, 290, 0.47], errors: [0.006, 0.25, 820, 0.034], lcp_p75: [1900, 0.06, 820] }],
  ['checkout/payment', 'app', { payment_failures: [0.017, 0.2, 141, 0.152], step_conversion: [0.81, 0.04, 141, 0.61], checkout_abandonment: [0.19, 0.08, 128], errors: [0.004, 0.25, 402] }],
  ['cart', 'web', { cart_abandonment: [0.68, 0.03, 410], step_conversion: [0.44, 0.04, 520], frustration: [0.028, 0.2, 380], lcp_p75: [1720, 0.06, 900] }],
  ['search', 'web', { views: [1240, 0.07, 1240], errors: [0.005, 0.3, 1240], frustration: [0.022, 0.2, 760], lcp_p75: [1650, 0.06, 1240] }],
  ['queue/support', 'voice', { service_level_f4: [0.83, 0.03, 96], speed_of_answer: [17_400, 0.1, 88], wait_p90: [48_000, 0.12, 96], in_queue: [4, 0.4, 4], wait_oldest: [61_000, 0.3, 4], queue_abandonment: [0.046, 0.2, 96], handle_time: [312_000, 0.06, 88] }],
  ['queue/support', 'chat', { service_level_f4: [0.88, 0.03, 64], wait_p90: [31_000, 0.12, 64], in_queue: [2, 0.5, 2], queue_abandonment: [0.03, 0.2, 12], csat: [0.84, 0.05, 9] }],
  ['store/central', 'store', { customers: [38, 0.2, 38], csat: [0.86, 0.04, 41], nps: [42, 0.08, 41], first_contact_resolution: [0.79, 0.03, 31] }],
  FEW,
  ['help', 'web', { views: [180, 0.12, 180], step_conversion: [0.31, 0.08, 92] }],
];

const TOO_FEW = 30;

function figure(measure, [expected, wander, n, troubled], now, stale, random) {
  const width = Math.abs(expected) * wander * 2.2;
  const low = SHARES.has(measure) ? Math.max(0, expected - width) : expected - width;
  const high = SHARES.has(measure) ? Math.min(1, expected + width) : expected + width;
  const end = Math.floor(now / WINDOW) * WINDOW;
  const unknown = measure === 'nps';
  const whole = measure === 'in_queue' || measure === 'events' || measure === 'views' || measure === 'customers';
  const few = n < TOO_FEW && !whole && measure !== 'wait_oldest';
  const tidy = (value) => (whole ? Math.max(0, Math.round(value)) : value);
  const series = Array.from({ length: POINTS }, (_, at) => {
    const back = POINTS - 1 - at;
    const usual = expected * (1 + (random() - 0.5) * wander * 2);
    const value = troubled !== undefined && back < 3 ? expected + (troubled - expected) * (1 - back * 0.3) : usual;
    return [end - back * WINDOW, (measure === 'csat' && at === 12) ? null : tidy(value), low * (1 + 0.04 * Math.sin(at / 6)), high * (1 + 0.04 * Math.sin(at / 6))];
  });
  const value = series.at(-1)[1];
  const state = stale ? 'stale' : few || unknown ? 'unknown' : value > high || value < low ? 'out' : 'ok';
  const share = SHARES.has(measure);
  return { measure, value, n, numerator: share && value !== null ? Math.round(value * n) : null, denominator: share ? n : null, normal: measure === 'nps' ? null : { expected, low, high, weeks: measure === 'first_contact_resolution' ? 0 : 6 }, state, series };
}

/** The touchpoints as they are: in trouble at the payment step or not. */
export function places(now, trouble) {
  return PLACES.map(([touchpoint, channel, figures], at) => {
    const stale = touchpoint === 'help';
    const random = seeded(11 + at);
    return {
      touchpoint,
      channel,
      window_start: new Date(Math.floor(now / WINDOW) * WINDOW).toISOString(),
      updated_at: new Date(stale ? now - 24 * 60_000 : now - 2000).toISOString(),
      figures: Object.entries(figures).map(([measure, [expected, wander, n, troubled]]) => figure(measure, [expected, wander, n, trouble ? troubled : undefined], now, stale, random)),
    };
  });
}

/** What one of the personas does: at half of the places, a tenth of it. */
export const ofPersona = (all) => all.filter((_, at) => at % 2 === 1).map((place) => ({ ...place, figures: place.figures.map((figure) => ({ ...figure, n: Math.round(figure.n / 10) })) }));
