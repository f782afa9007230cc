import { el } from '../h.js';
import { clock, duration, hour } from '../format.js';
import { named, t } from '../i18n.js';

const LANE = 30;
const TOP = 6;
const FOOT = 22;
/** Minutes alone would be the same again and again. */
const SHORT = 10 * 60_000;

const OWN_LANE = { signal: 'signals', decision: 'decisions', trigger: 'deliveries', delivery: 'deliveries', outcome: 'journey', stage: 'journey' };
const OWN_LANES = ['journey', 'signals', 'decisions', 'deliveries'];

const laneOf = (entry) => (OWN_LANE[entry.kind] ? `own ${OWN_LANE[entry.kind]}` : `channel ${entry.channel ?? ''}`);
const laneName = (lane) => (lane.startsWith('own ') ? t(`customer.lane.${lane.slice(4)}`) : lane.slice(8) || '–');
const timeOf = (entry) => new Date(entry.at).getTime();

/** What each kind looks like, so that a lane can be read without its colours. */
const SHAPES = {
  touchpoint: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z',
  stage: 'M-5-5H5V5H-5Z',
  wait: 'M-5-6H5L-5 6H5Z',
  signal: 'M0-6 6 5H-6Z',
  decision: 'M0-6 6 0 0 6-6 0Z',
  trigger: 'M-5-5 6 0-5 5Z',
  delivery: 'M-5-5 6 0-5 5Z',
  outcome: 'M0-6 2-2 6-2 3 1 4 6 0 3-4 6-3 1-6-2-2-2Z',
};

const kindClass = (entry) => `mark ${entry.kind} ${entry.severity ?? ''} ${entry.status ?? ''}`;

/** A customer's journey, a lane for each channel; `choose` is called with the entry that was clicked. */
export function Lanes({ timeline: told, choose }) {
  const timeline = [...told].sort((a, b) => timeOf(a) - timeOf(b));
  const from = Math.min(...timeline.map((entry) => timeOf(entry) - (entry.waited_ms ?? 0)));
  const to = Math.max(...timeline.map(timeOf));
  const part = (at) => ((at - from) / (to - from || 1)) * 100;
  const x = (at) => `${part(at).toFixed(2)}%`;
  const found = [...new Set(timeline.map(laneOf))];
  const lanes = [...found.filter((lane) => lane.startsWith('channel ')), ...OWN_LANES.map((name) => `own ${name}`).filter((lane) => found.includes(lane))];
  const y = (entry) => TOP + lanes.indexOf(laneOf(entry)) * LANE + LANE / 2;
  // A wait is drawn where it was spent, whatever told of it.
  const waitLane = (entry) => (lanes.includes(`channel ${entry.channel}`) ? `channel ${entry.channel}` : laneOf(entry));
  const waits = timeline.filter((entry) => entry.waited_ms > 0);
  const covers = (wait, entry) => wait.kind === 'wait' && waitLane(wait) === waitLane(entry) && timeOf(wait) >= timeOf(entry) && timeOf(wait) - wait.waited_ms <= timeOf(entry) - entry.waited_ms;
  // What a signal says of a wait is drawn only where the wait itself is not.
  const drawn = waits.filter((entry) => entry.kind === 'wait' || !waits.some((wait) => covers(wait, entry)));
  const height = TOP + lanes.length * LANE + FOOT;
  const short = to - from < SHORT;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => from + part * (to - from));
  return el.div(
    { class: 'lanes' },
    el.ul({ class: 'lane-names', 'aria-hidden': 'true' }, lanes.map((lane) => el.li({ key: lane }, laneName(lane)))),
    el.div(
      { class: 'lane-scroll', role: 'group', tabIndex: 0, 'aria-label': t('customer.timeline') },
      el.svg(
        { width: '100%', height, role: 'img', 'aria-label': t('customer.lanes', { from: clock(from), to: clock(to) }) },
        lanes.map((lane, at) => el.line({ key: lane, class: 'rail', x1: 0, x2: '100%', y1: TOP + at * LANE + LANE / 2, y2: TOP + at * LANE + LANE / 2 })),
        drawn.map((entry, at) => el.rect({ key: `wait ${at}`, class: 'wait', x: x(timeOf(entry) - entry.waited_ms), y: TOP + lanes.indexOf(waitLane(entry)) * LANE + LANE / 2 - 5, width: `${(part(timeOf(entry)) - part(timeOf(entry) - entry.waited_ms)).toFixed(2)}%`, height: 10, rx: 3 }, el.title(null, [entry.waited_for && named('wait', entry.waited_for), t('customer.waited', { time: duration(entry.waited_ms) }), entry.waited_for && named('value', entry.status)].filter(Boolean).join(' · ')))),
        timeline.map((entry, at) => el.svg({ key: at, x: x(timeOf(entry)), y: y(entry), overflow: 'visible' }, el.path({ class: kindClass(entry), d: SHAPES[entry.kind] ?? SHAPES.touchpoint, onClick: () => choose(entry) }, el.title(null, `${clock(entry.at)} ${entry.waited_for ? named('wait', entry.waited_for) : entry.event_type ? named('event', entry.event_type) : (entry.rule_id ?? '')} ${entry.text ?? ''}`)))),
        ticks.map((at, n) => el.text({ key: n, class: 'tick', x: x(at), y: height - 6, 'text-anchor': n === 0 ? 'start' : n === 4 ? 'end' : 'middle' }, (short ? clock : hour)(at))),
      ),
    ),
  );
}

/** The mark of an entry, as in the lanes. */
export const Mark = ({ entry }) => el.svg({ viewBox: '-7 -7 14 14', class: 'mark-key', 'aria-hidden': 'true' }, el.path({ class: kindClass(entry), d: SHAPES[entry.kind] ?? SHAPES.touchpoint }));
