import { el, h, cls } from '../h.js';
import { bytes, compact, count, decimal, moment, NOTHING } from '../format.js';
import { named, t } from '../i18n.js';
import { focusSearch, useKeys } from '../keys.js';
import { Severity } from '../parts/severity.js';
import { Empty, Shown } from '../parts/states.js';
import { say } from '../parts/toast.js';
import { language } from '../prefs.js';
import { useResource } from '../resource.js';
import { go, href, refine } from '../routes.js';
import { stageName } from '../stages.js';

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(t('done.copied'));
  } catch {
    // Without leave to the clipboard the text stands there to be marked by hand.
    say(text, 'failed');
  }
}

const Command = ({ title, command, hint, children }) =>
  el.div(null, el.h3(null, title), children, el.p({ class: 'command' }, el.code(null, command), el.button({ type: 'button', onClick: () => copy(command) }, t('rules.copy'))), el.p({ class: 'hint' }, hint));

/** What a rule that is tried out does beside the one that works. */
function Compared({ rule: { compare, shadow_24h } }) {
  const fires = compare.rule_id && el.p(null, t('rules.replaces.fires', { shadow: count(shadow_24h), rule: compare.rule_id, live: count(compare.fired_24h) }));
  return h(Command, { title: t('rules.replaces'), command: compare.command, hint: t('rules.compare.hint') }, fires);
}

function Details({ rule }) {
  return el.tr(
    { class: 'details' },
    el.td(
      { colSpan: 9 },
      el.div(
        { class: 'stack' },
        el.p({ class: 'lead' }, language() === 'th' ? rule.sentence_th : rule.sentence),
        el.p({ class: 'hint' }, [rule.stage && stageName(rule.stage), ...(rule.tags ?? [])].filter(Boolean).join(' · ')),
        rule.compare ? h(Compared, { rule }) : null,
        h(Command, { title: t('rules.explain'), command: rule.explain, hint: t('rules.explain.hint') }),
      ),
    ),
  );
}

const MIN_N = 30;

/** How often it fires; of how many that is stands below. */
function HitRate({ of }) {
  if (!of) return el.td({ class: 'number' }, NOTHING);
  return el.td({ class: 'number' }, of.n < MIN_N ? NOTHING : decimal(of.value, of.value < 10 ? 2 : 1), el.span({ class: 'before' }, t('board.n', { n: compact(of.n) })));
}

function Rule({ rule, open, params }) {
  const number = (value) => el.td({ class: 'number' }, count(value));
  const toggle = () => go('rules', open ? null : rule.rule_id, params);
  return [
    el.tr(
      { key: rule.rule_id, class: cls(open && 'chosen', rule.mode === 'shadow' && 'shadow') },
      el.th({ scope: 'row' }, el.a({ href: href('rules', open ? null : rule.rule_id, params), 'aria-expanded': String(open), role: 'button', onKeyDown: (event) => event.key === ' ' && (event.preventDefault(), toggle()) }, rule.title), el.span({ class: 'before' }, rule.rule_id)),
      el.td(null, rule.severity ? h(Severity, { of: rule.severity }) : NOTHING),
      el.td(null, rule.mode ? el.span({ class: cls('tag', rule.mode === 'live' && 'good') }, named('rules.mode', rule.mode)) : NOTHING, el.span({ class: 'before' }, rule.version ? t('rules.version', { n: rule.version }) : ''), rule.quarantined_at ? el.span({ class: 'tag bad', title: t('rules.quarantined.why') }, t('rules.quarantined', { time: moment(rule.quarantined_at) })) : null),
      number(rule.fired_24h),
      h(HitRate, { of: rule.hit_rate }),
      number(rule.customers_24h),
      number(rule.suppressed_24h),
      number(rule.shadow_24h),
      el.td({ class: 'number' }, rule.cost ? t('rules.cost.time', { us: decimal(rule.cost.eval_us, 2) }) : NOTHING, el.span({ class: 'before' }, rule.cost ? t('rules.cost.state', { bytes: bytes(rule.cost.state_bytes) }) : '')),
    ),
    open ? h(Details, { key: `${rule.rule_id} details`, rule }) : null,
  ];
}

export function Rules({ id, params }) {
  const resource = useResource('rules?limit=500', { every: 60_000 });
  useKeys({ '/': focusSearch, Escape: () => go('rules', null, params) });
  const q = (params.q ?? '').toLowerCase();
  const fits = (rule) => !q || [rule.rule_id, rule.title, ...(rule.tags ?? [])].some((text) => text.toLowerCase().includes(q));
  const head = (key, numeric) => el.th({ key, scope: 'col', class: numeric ? 'number' : undefined }, t(key));
  return el.div(
    null,
    el.header({ class: 'view-head' }, el.h1(null, t('rules.title')), el.p({ class: 'tally' }, resource.data ? count(resource.data.items.length) : '')),
    el.div({ class: 'toolbar' }, el.input({ type: 'search', 'data-search': '', 'aria-label': t('rules.search'), placeholder: `${t('rules.search')}  /`, value: params.q ?? '', onInput: (event) => refine({ q: event.target.value }) })),
    h(Shown, { resource, rows: 8, empty: ({ items }) => (items.length ? null : h(Empty, { title: t('rules.empty') })) }, ({ items }) =>
      el.div(
        { class: 'scroll', role: 'region', tabIndex: 0, 'aria-label': t('rules.title') },
        el.table(
          { class: 'rules' },
          el.thead(null, el.tr(null, head('rules.rule'), head('inbox.severity'), head('rules.mode'), head('rules.fired', true), el.th({ scope: 'col', class: 'number' }, t('rules.rate'), el.span({ class: 'before' }, t('rules.rate.formula'))), ['customers', 'suppressed', 'shadow', 'cost'].map((key) => head(`rules.${key}`, true)))),
          el.tbody(null, items.filter(fits).map((rule) => h(Rule, { key: rule.rule_id, rule, open: rule.rule_id === id, params }))),
        ),
      ),
    ),
  );
}
