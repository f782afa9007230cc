import { el, h, cls, useState } from '../h.js';
import { mayOperate, post } from '../api.js';
import { count, decimal, moment, NOTHING, share } from '../format.js';
import { named, t } from '../i18n.js';
import { Ask, Field } from '../parts/dialog.js';
import { Empty, Shown } from '../parts/states.js';
import { say } from '../parts/toast.js';
import { useResource } from '../resource.js';
import { href } from '../routes.js';

const STEPS = ['eligible', 'held_out', 'issued', 'delivered', 'outcome_reached', 'failed', 'cancelled'];
const VERDICT_TAGS = { helps: 'good', harms: 'bad', hinders: 'bad', sample_ratio_mismatch: 'bad' };

function Bar({ label, n, of, kind }) {
  const part = of > 0 ? Math.min(1, n / of) : 0;
  return el.div(
    { class: cls('funnel-row', `step-${kind}`) },
    el.dt(null, label),
    el.dd(null, el.svg({ viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, el.rect({ width: (part * 100).toFixed(2), height: 10 })), el.span({ class: 'number' }, count(n)), el.span({ class: 'hint number' }, of > 0 ? share(n / of) : '')),
  );
}

function Funnel({ funnel }) {
  const withheld = Object.entries(funnel.withheld ?? {}).sort(([, a], [, b]) => b - a);
  return el.dl(
    { class: 'funnel' },
    STEPS.map((step) => h(Bar, { key: step, label: t(`interventions.${step}`), n: funnel[step], of: funnel.eligible, kind: step })),
    withheld.map(([reason, n]) => h(Bar, { key: reason, label: `${t('interventions.withheld')}: ${named('value', reason)}`, n, of: funnel.eligible, kind: 'withheld' })),
  );
}

const WIDTH = 300;

const signed = (value, digits) => `${value > 0 ? '+' : ''}${decimal(value, digits)}`;

/** The difference with its interval over a line where zero is: what crosses zero may be nothing. */
function Interval({ difference, verdict }) {
  const reach = Math.max(Math.abs(difference.low), Math.abs(difference.high), 0.01) * 1.25;
  const x = (value) => WIDTH / 2 + (value / reach) * (WIDTH / 2 - 6);
  const points = (value) => signed(value * 100, 1);
  const text = t('interventions.interval', { value: points(difference.value), low: points(difference.low), high: points(difference.high) });
  return el.div(
    { class: cls('interval', verdict) },
    el.svg(
      { viewBox: `0 0 ${WIDTH} 40`, role: 'img', 'aria-label': text },
      el.line({ class: 'axis', x1: 0, x2: WIDTH, y1: 20, y2: 20 }),
      el.line({ class: 'zero', x1: WIDTH / 2, x2: WIDTH / 2, y1: 4, y2: 36 }),
      el.line({ class: 'span', x1: x(difference.low), x2: x(difference.high), y1: 20, y2: 20 }),
      [difference.low, difference.high].map((end) => el.line({ key: end, class: 'span', x1: x(end), x2: x(end), y1: 13, y2: 27 })),
      el.circle({ class: 'point', cx: x(difference.value), cy: 20, r: 6 }),
    ),
    el.p(null, text),
  );
}

function Arm({ label, arm }) {
  return el.div(null, el.dt(null, label), el.dd(null, arm?.measured > 0 ? share(arm.reached / arm.measured) : '–', el.span({ class: 'hint' }, ` ${t('interventions.reached', { reached: count(arm?.reached), measured: count(arm?.measured) })}`)));
}

/** What customers were worth, allowing for what they had been worth before. */
function Worth({ worth }) {
  return el.p(null, t('interventions.value', { value: signed(worth.value, 2), low: signed(worth.low, 2), high: signed(worth.high, 2) }));
}

function Result({ result }) {
  if (!result) return el.p({ class: 'hint' }, t('interventions.no_result'));
  const extra = [result.rule_version > 0 ? t('rules.version', { n: result.rule_version }) : null, (result.lift ?? null) === null ? null : t('interventions.lift', { lift: share(result.lift) }), (result.p ?? null) === null ? null : t('interventions.p', { p: decimal(result.p, 3) })].filter(Boolean);
  return el.div(
    { class: 'stack' },
    el.p(null, el.span({ class: cls('tag', VERDICT_TAGS[result.verdict]) }, named('verdict', result.verdict)), el.span({ class: 'hint' }, `  ${extra.join(' · ')}`)),
    el.dl({ class: 'facts' }, h(Arm, { label: t('interventions.treatment'), arm: result.treatment }), h(Arm, { label: t('interventions.holdout'), arm: result.holdout })),
    !result.difference ? el.p({ class: 'hint' }, t('interventions.no_difference')) : h(Interval, { difference: result.difference, verdict: result.verdict }),
    result.value ? h(Worth, { worth: result.value }) : null,
  );
}

/** How many of an arm it happened to, and which share of it that is. */
const hit = (n, arm) => `${count(n)}${arm?.assigned > 0 ? ` (${share(n / arm.assigned)})` : ''}`;

function Guardrails({ guardrails, result }) {
  if (!guardrails.length) return el.p({ class: 'hint' }, t('interventions.no_guardrails'));
  return el.ul(
    { class: 'rails' },
    guardrails.map((rail) =>
      el.li(
        { key: rail.guardrail },
        el.b(null, named('value', rail.guardrail)),
        el.span({ class: cls('tag', rail.tripped ? 'bad' : 'good') }, rail.tripped ? `▲ ${t('interventions.tripped')}` : t('interventions.holds')),
        el.span({ class: 'before' }, [`${t('interventions.treatment')} ${hit(rail.treatment, result?.treatment)}`, `${t('interventions.holdout')} ${hit(rail.holdout, result?.holdout)}`, t('interventions.p', { p: decimal(rail.p, 3) })].join(' · ')),
      ),
    ),
  );
}

function Intervention({ one, ask }) {
  const { paused } = one;
  return el.article(
    { class: 'card intervention', 'aria-label': one.title },
    el.header(
      { class: 'view-head' },
      el.h2(null, one.title, ' ', el.a({ class: 'channel', href: href('rules', one.rule_id) }, `${one.rule_id} · ${one.version}`)),
      mayOperate() ? el.button({ type: 'button', onClick: () => ask({ one, act: paused ? 'resume' : 'pause' }) }, t(paused ? 'interventions.resume' : 'interventions.pause')) : null,
    ),
    paused ? el.p({ class: 'banner' }, `❙❙ ${t('interventions.paused', { by: paused.by, at: moment(paused.at), reason: paused.reason ?? NOTHING })}`) : null,
    el.div(
      { class: 'columns' },
      el.section(null, el.h3(null, t('interventions.funnel')), h(Funnel, { funnel: one.funnel })),
      el.section(null, el.h3(null, t('interventions.result')), h(Result, { result: one.result })),
      el.section(null, el.h3(null, t('interventions.guardrails')), h(Guardrails, { guardrails: one.guardrails ?? [], result: one.result })),
    ),
  );
}

/** All interventions together, against customers who are kept from every one of them. */
function Everything({ everything }) {
  return el.article(
    { class: 'card intervention', 'aria-label': t('interventions.global') },
    el.header({ class: 'view-head' }, el.h2(null, t('interventions.global'))),
    el.div(
      { class: 'columns' },
      el.p({ class: 'hint' }, t('interventions.global.hint')),
      el.section(null, el.h3(null, t('interventions.result')), h(Result, { result: everything.result })),
      el.section(null, el.h3(null, t('interventions.guardrails')), h(Guardrails, { guardrails: everything.guardrails, result: everything.result })),
    ),
  );
}

function Why({ one, act, onClose, onDone }) {
  const send = async (form) => {
    await post(`interventions/${encodeURIComponent(one.rule_id)}/${act}`, { reason: form.get('reason') });
    say(t(`done.${act}`));
    onDone();
  };
  return h(
    Ask,
    { title: t(`interventions.${act}.title`, { title: one.title }), submit: t(`interventions.${act}`), danger: act === 'pause', onClose, onSubmit: send },
    el.p({ class: 'hint' }, t(`interventions.${act}.hint`)),
    h(Field, { label: t('interventions.reason') }, el.input({ name: 'reason', required: true, maxLength: 500, autocomplete: 'off' })),
  );
}

export function Interventions() {
  const resource = useResource('interventions?limit=200', { every: 30_000 });
  const [asked, setAsked] = useState(null);
  return el.div(
    null,
    el.header({ class: 'view-head' }, el.h1(null, t('interventions.title'))),
    h(Shown, { resource, rows: 3, empty: ({ items }) => (items.length ? null : h(Empty, { title: t('interventions.empty') })) }, ({ items, global }) => el.div({ class: 'stack' }, global ? h(Everything, { everything: global }) : null, items.map((one) => h(Intervention, { key: one.rule_id, one, ask: setAsked })))),
    asked ? h(Why, { ...asked, onClose: () => setAsked(null), onDone: resource.reload }) : null,
  );
}
