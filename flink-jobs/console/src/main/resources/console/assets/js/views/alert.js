import { el, h, useEffect, useRef } from '../h.js';
import { age, count, customerName, moment, clock, money, NOTHING, webLink } from '../format.js';
import { named, t } from '../i18n.js';
import { useKeys } from '../keys.js';
import { onStream } from '../live.js';
import { FiresOn, isPattern, Muted, mutingText, Overdue, said, titleOf, Trend, Work } from '../parts/alert-words.js';
import { placeName } from '../parts/place-words.js';
import { remark } from '../parts/remarks.js';
import { Severity } from '../parts/severity.js';
import { Shown } from '../parts/states.js';
import { useResource } from '../resource.js';
import { go, href } from '../routes.js';
import { useNow } from '../store.js';
import { measureReading } from '../measures.js';
import { AlertActions } from './alert-actions.js';

const Fact = ({ label, children }) => el.div(null, el.dt(null, label), el.dd(null, children));

function Runbook({ url }) {
  const link = webLink(url);
  return link ? el.a({ href: link, target: '_blank', rel: 'noopener noreferrer' }, link) : el.span(null, url);
}

const figureFacts = (alert) => [
  h(Fact, { key: 'reading', label: t('alert.reading') }, measureReading(alert.measure, alert.reading)),
  h(Fact, { key: 'expected', label: t('alert.expected_reading') }, measureReading(alert.measure, alert.expected)),
  h(Fact, { key: 'customers', label: t('alert.customers_least') }, alert.customers ? count(alert.customers) : NOTHING),
];

const customerFacts = (alert) => [
  h(Fact, { key: 'recent', label: t('alert.customers_now') }, count(alert.recent), ' ', h(Trend, { of: alert.trend })),
  h(Fact, { key: 'expected', label: t('alert.expected') }, count(alert.expected)),
  h(Fact, { key: 'customers', label: t('alert.customers_all') }, count(alert.customers)),
];

function Facts({ alert, now }) {
  return el.dl(
    { class: 'facts' },
    alert.origin === 'anomaly' && alert.measure ? figureFacts(alert) : customerFacts(alert),
    h(Fact, { label: t('inbox.value') }, money(alert.value_at_risk, alert.currency)),
    h(Fact, { label: t('alert.first') }, moment(alert.first_at), el.span({ class: 'hint' }, ` ${age(alert.first_at, now)}`)),
    h(Fact, { label: t('alert.last') }, clock(alert.last_at), el.span({ class: 'hint' }, ` ${t(alert.origin === 'anomaly' ? 'inbox.windows' : 'inbox.fires', { n: alert.count, shown: count(alert.count) })}`)),
    h(Fact, { label: t('inbox.touchpoint') }, [alert.touchpoint && placeName(alert.touchpoint), alert.channel].filter(Boolean).join(' · ') || NOTHING),
    h(Fact, { label: t('alert.team') }, alert.team ?? '–'),
    h(Fact, { label: t('inbox.owner') }, alert.owner ?? t('inbox.unassigned')),
    h(Fact, { label: t('alert.rules') }, alert.rule_ids.map((rule, at) => [at ? ', ' : '', isPattern(rule) ? named('pattern', rule) : el.a({ key: rule, href: href('rules', rule) }, rule)])),
    alert.cause ? h(Fact, { label: t('alert.cause') }, named('cause', alert.cause)) : null,
    alert.runbook ? h(Fact, { label: t('alert.runbook') }, h(Runbook, { url: alert.runbook })) : null,
  );
}

const Customer = ({ customer }) => el.a({ href: href('customers', customer.ref), class: 'customer' }, customerName(customer));

function Section({ title, children }) {
  return el.section(null, el.h3(null, title), children);
}

const History = ({ entries }) =>
  entries.length === 0
    ? el.p({ class: 'hint' }, t('alert.history.empty'))
    : el.ol(
        { class: 'history' },
        entries.map((entry, at) => el.li({ key: at }, el.time({ dateTime: entry.at, title: moment(entry.at) }, clock(entry.at)), el.span(null, el.b(null, entry.who), ` ${named('what', entry.what)}`, entry.text ? el.span({ class: 'note' }, ` ${remark(entry)}`) : null))),
      );

const Signals = ({ signals }) =>
  signals.length === 0
    ? el.p({ class: 'hint' }, t('alert.signals.empty'))
    : el.ul(
        { class: 'signals' },
        signals.map((signal) => el.li({ key: signal.signal_id }, h(Severity, { of: signal.severity, bare: true }), el.time({ dateTime: signal.occurred_at }, clock(signal.occurred_at)), h(Customer, { customer: signal.customer }), el.span({ class: 'hint' }, signal.rule_id))),
      );

const Related = ({ alerts }) =>
  el.ul(
    { class: 'related' },
    alerts.map((alert) => el.li({ key: alert.alert_id }, h(Severity, { of: alert.severity, bare: true }), el.span(null, el.a({ href: href('inbox', alert.alert_id) }, titleOf(alert)), el.span({ class: 'hint' }, ` ${said(alert)}`)))),
  );

function Content({ alert, onDone }) {
  const now = useNow();
  const muter = alert.muted?.by === 'alert' ? el.a({ href: href('inbox', alert.muted.id) }, mutingText(alert.muted)) : null;
  return el.div(
    null,
    el.p({ class: 'panel-top' }, h(Severity, { of: alert.severity }), h(Work, { alert, now }), alert.risen_from ? h(Overdue, { alert, now }) : null, alert.reopened > 0 ? el.span({ class: 'hint' }, t('alert.reopened', { n: alert.reopened })) : null),
    el.h2({ id: 'panel-title', tabIndex: -1 }, titleOf(alert)),
    el.p({ class: 'lead' }, said(alert), ' ', h(Trend, { of: alert.trend })),
    alert.fires_on ? el.p({ class: 'note-box' }, h(FiresOn, { of: alert.fires_on })) : null,
    alert.muted ? el.p({ class: 'note-box' }, h(Muted, { muted: alert.muted, link: muter })) : null,
    h(AlertActions, { alert, onDone }),
    h(Facts, { alert, now }),
    alert.samples.length ? h(Section, { title: t('alert.samples') }, el.ul({ class: 'chips' }, alert.samples.map((customer) => el.li({ key: customer.ref }, h(Customer, { customer }))))) : null,
    alert.related?.length ? h(Section, { title: t('alert.related') }, h(Related, { alerts: alert.related })) : null,
    h(Section, { title: t('alert.history') }, h(History, { entries: alert.history ?? [] })),
    h(Section, { title: t('alert.signals') }, h(Signals, { signals: alert.signals ?? [] })),
  );
}

/** One alert with all that is behind it, beside the list. */
export function AlertPanel({ id, params }) {
  const resource = useResource(`alerts/${encodeURIComponent(id)}`);
  const own = useRef(null);
  useEffect(() => onStream('alert', (alert) => alert.alert_id === id && resource.reload()), [id]);
  const loaded = resource.data !== null;
  useEffect(() => {
    own.current?.querySelector('#panel-title')?.focus({ preventScroll: true });
    own.current?.scrollTo({ top: 0 });
  }, [loaded]);
  const close = () => go('inbox', null, params);
  useKeys({ Escape: close });
  return el.aside(
    { class: 'panel', ref: own, 'aria-label': resource.data ? titleOf(resource.data) : t('state.loading') },
    el.div({ class: 'panel-bar' }, el.a({ href: href('inbox', null, params), class: 'back' }, `‹ ${t('alert.back')}`)),
    h(Shown, { resource, rows: 8 }, (alert) => h(Content, { alert, onDone: resource.reload })),
  );
}
