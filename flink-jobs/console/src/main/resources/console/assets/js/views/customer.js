import { el, h, cls, useMemo, useRef, useState } from '../h.js';
import { session } from '../api.js';
import { clock, count, customerName, day, decimal, duration, hour, moment, NOTHING } from '../format.js';
import { named, t } from '../i18n.js';
import { useKeys } from '../keys.js';
import { titleOf } from '../parts/alert-words.js';
import { Chart, tooltip } from '../parts/chart.js';
import { placeName } from '../parts/place-words.js';
import { Severity } from '../parts/severity.js';
import { Empty, Shown } from '../parts/states.js';
import { useResource } from '../resource.js';
import { go, href } from '../routes.js';
import { stageName } from '../stages.js';
import { Lanes, Mark } from './lanes.js';

const KINDS = ['touchpoint', 'wait', 'signal', 'decision', 'trigger', 'delivery', 'outcome', 'stage'];

/** What the server tells of a customer may be nested; on the page it is text. */
function plain(value) {
  if (value?.started_at) return t('customer.session_since', { at: moment(value.started_at) });
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'boolean') return t(value ? 'customer.consent.yes' : 'customer.consent.no');
  if (typeof value === 'number') return Number.isInteger(value) ? count(value) : decimal(value, 2);
  if (typeof value === 'object') return Object.entries(value).map(([key, part]) => (Array.isArray(value) ? plain(part) : `${key} ${plain(part)}`)).join(', ') || NOTHING;
  return named('value', value);
}

/** The stages there are, which of them were entered, and where the customer is. */
function Stages({ entered, stage }) {
  const been = new Set((entered ?? []).map((one) => one.stage ?? one));
  const known = (session.get().stages ?? []).map(({ id }) => id);
  const stages = known.includes(stage) || !stage ? known : [...been];
  return el.ol(
    { class: 'stage-path', 'aria-label': t('customer.stage') },
    stages.map((id) => el.li({ key: id, class: cls(id === stage ? 'here' : been.has(id) && 'past'), 'aria-current': id === stage ? 'step' : undefined }, stageName(id))),
  );
}

const scoreOptions = (scores) => (colours, width) => {
  const names = ['effort', 'frustration', 'emotion'];
  const labelOf = (name) => `${t(`customer.${name}`)}${name === 'emotion' ? ' (-1 – 1)' : name === 'effort' ? ' (0 – 100)' : ''}`;
  const lineOf = { effort: [colours.accent, 'solid'], frustration: [colours.high, 'dashed'], emotion: [colours.good, 'dotted'] };
  const axis = { axisLabel: { color: colours.muted }, splitLine: { lineStyle: { color: colours.line } } };
  return {
    grid: { left: 36, right: 40, top: width < 440 ? 62 : 36, bottom: 24 },
    legend: { top: 0, left: 0, textStyle: { color: colours.text }, data: names.map(labelOf) },
    tooltip: tooltip(colours, {
      trigger: 'axis',
      formatter: (points) => {
        const score = scores[points[0].dataIndex];
        return [clock(score.at), ...names.map((name) => `${t(`customer.${name}`)} ${decimal(score[name], name === 'emotion' ? 2 : 0)}`)].join('\n');
      },
    }),
    xAxis: { type: 'category', data: scores.map((score) => score.at), axisLabel: { color: colours.muted, formatter: new Date(scores.at(-1).at) - new Date(scores[0].at) < 10 * 60_000 ? clock : hour, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } } },
    yAxis: [
      { ...axis, type: 'value', min: 0, max: ({ max }) => Math.max(100, max) },
      { ...axis, type: 'value', min: -1, max: 1, splitLine: { show: false } },
    ],
    series: names.map((name) => ({ name: labelOf(name), type: 'line', yAxisIndex: name === 'emotion' ? 1 : 0, symbol: 'none', data: scores.map((score) => score[name]), lineStyle: { width: 2, color: lineOf[name][0], type: lineOf[name][1] }, itemStyle: { color: lineOf[name][0] } })),
  };
};

function Scores({ scores }) {
  const options = useMemo(() => scoreOptions(scores), [scores]);
  if (!scores.length) return el.p({ class: 'hint' }, t('customer.scores.none'));
  const last = scores.at(-1);
  return h(Chart, { options, height: 260, label: t('customer.scores.chart', { from: clock(scores[0].at), to: clock(last.at), effort: count(last.effort), emotion: decimal(last.emotion, 2), frustration: count(last.frustration) }) });
}

/** One event that made a rule fire. */
const Piece = ({ piece }) =>
  el.li(null, el.time({ dateTime: piece.event_time, title: moment(piece.event_time) }, clock(piece.event_time)), ' ', named('event', piece.event_type), piece.touchpoint ? el.span({ class: 'hint' }, ` · ${placeName(piece.touchpoint)}`) : null);

function Evidence({ evidence }) {
  if (!evidence?.length) return null;
  return el.details(
    { class: 'evidence' },
    el.summary(null, t('customer.evidence', { n: evidence.length })),
    el.ul(null, evidence.map((piece) => h(Piece, { key: piece.event_id, piece }))),
  );
}

function Entry({ entry, lit }) {
  return el.li(
    { class: cls('entry', entry.kind, lit && 'lit') },
    el.time({ dateTime: entry.at }, clock(entry.at)),
    h(Mark, { entry }),
    el.div(
      null,
      el.p(
        null,
        el.span({ class: 'kind' }, t(`kind.${KINDS.includes(entry.kind) ? entry.kind : 'touchpoint'}`)),
        ' ',
        el.b(null, entry.kind === 'stage' && entry.stage ? stageName(entry.stage) : entry.waited_for ? named('wait', entry.waited_for) : entry.event_type ? named('event', entry.event_type) : (entry.rule_id ?? entry.experiment ?? entry.destination ?? '')),
        entry.severity ? h(Severity, { of: entry.severity }) : null,
        entry.status ? el.span({ class: 'tag' }, plain(entry.status)) : null,
        entry.waited_ms > 0 ? el.span({ class: 'tag out' }, t('customer.waited', { time: duration(entry.waited_ms) })) : null,
      ),
      entry.text || entry.reason ? el.p(null, [entry.reason && plain(entry.reason), entry.text].filter(Boolean).join(': ')) : null,
      el.p({ class: 'hint' }, [entry.channel, entry.touchpoint && placeName(entry.touchpoint), entry.action, entry.rule_id && entry.destination, entry.purpose && plain(entry.purpose), entry.arm && plain(entry.arm), entry.goal && named('event', entry.goal)].filter(Boolean).join(' · ')),
      h(Evidence, { evidence: entry.evidence }),
    ),
  );
}

function Timeline({ timeline }) {
  const [kind, setKind] = useState('');
  const [lit, setLit] = useState(null);
  const list = useRef(null);
  const newestFirst = useMemo(() => [...timeline].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).filter((entry) => !kind || entry.kind === kind), [timeline, kind]);
  const choose = (entry) => {
    setKind('');
    setLit(entry);
    requestAnimationFrame(() => list.current?.querySelector('.lit')?.scrollIntoView({ block: 'center' }));
  };
  if (!timeline.length) return h(Empty, { title: t('customer.timeline.none') });
  return el.div(
    { class: 'stack' },
    h(Lanes, { timeline, choose }),
    el.label(
      { class: 'inline' },
      el.span(null, t('customer.show')),
      el.select({ value: kind, onChange: (event) => setKind(event.target.value) }, el.option({ value: '' }, t('customer.kinds.all')), KINDS.map((id) => el.option({ key: id, value: id }, t(`kind.${id}`)))),
    ),
    el.ol({ class: 'timeline', ref: list }, newestFirst.map((entry, at) => h(Entry, { key: `${entry.at} ${entry.kind} ${at}`, entry, lit: entry === lit }))),
  );
}

function Consents({ consents }) {
  const given = Array.isArray(consents) ? consents : Object.entries(consents ?? {}).map(([channel, value]) => ({ channel, ...(typeof value === 'object' && value !== null ? value : { given: value }) }));
  if (!given.length) return el.p({ class: 'hint' }, t('customer.consents.none'));
  return el.ul(
    { class: 'chips' },
    given.map((consent, at) => el.li({ key: at }, el.span({ title: consent.at ? day(consent.at) : undefined }, `${consent.given ? '✓' : '✕'} ${[consent.channel, consent.purpose].filter(Boolean).map(plain).join(' · ')}: ${t(consent.given ? 'customer.consent.yes' : 'customer.consent.no')}`))),
  );
}

function Content({ customer: shown }) {
  const fact = (key) => el.div(null, el.dt(null, t(`customer.${key}`)), el.dd(null, plain(shown[key])));
  return el.div(
    { class: 'customer-view' },
    el.header({ class: 'view-head' }, el.h1(null, customerName(shown.customer))),
    h(Stages, { entered: shown.stages, stage: shown.stage }),
    el.div(
      { class: 'pair' },
      el.section({ class: 'card' }, el.h2(null, t('customer.scores')), h(Scores, { scores: shown.scores ?? [] })),
      el.section(
        { class: 'card stack' },
        el.dl({ class: 'facts' }, ['health', 'activity', 'contact', 'orders', 'session'].map((key) => fact(key))),
        el.h3(null, t('customer.profile')),
        Object.keys(shown.profile ?? {}).length === 0 ? el.p({ class: 'hint' }, t('customer.profile.none')) : null,
        el.dl({ class: 'facts' }, Object.entries(shown.profile ?? {}).map(([key, value]) => el.div({ key }, el.dt(null, plain(key)), el.dd(null, plain(value))))),
        el.h3(null, t('customer.consents')),
        h(Consents, { consents: shown.consents }),
        shown.alerts?.length ? el.h3(null, t('customer.alerts')) : null,
        shown.alerts?.length ? el.ul({ class: 'chips' }, shown.alerts.map((alert) => el.li({ key: alert.alert_id }, el.a({ href: href('inbox', alert.alert_id) }, titleOf(alert))))) : null,
      ),
    ),
    el.section({ class: 'card' }, el.h2(null, t('customer.timeline')), h(Timeline, { timeline: shown.timeline ?? [] })),
  );
}

/** One customer across all channels, and why things were decided as they were. */
export function CustomerView({ id }) {
  const resource = useResource(`customers/${encodeURIComponent(id)}`, { every: 10_000 });
  useKeys({ Escape: () => go('customers') });
  return el.div(
    null,
    el.p({ class: 'panel-bar' }, el.a({ class: 'back', href: href('customers') }, `‹ ${t('customer.back')}`)),
    h(Shown, { resource, rows: 6 }, (customer) => h(Content, { customer })),
  );
}
