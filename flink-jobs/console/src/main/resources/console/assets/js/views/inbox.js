import { el, h, cls, useEffect, useRef, useState } from '../h.js';
import { get, query } from '../api.js';
import { merged, sorted } from '../alerts.js';
import { age, count, money, NOTHING } from '../format.js';
import { t } from '../i18n.js';
import { focusSearch, useKeys } from '../keys.js';
import { onStream } from '../live.js';
import { FiresOn, Muted, Overdue, said, titleOf, Trend, Work } from '../parts/alert-words.js';
import { placeName } from '../parts/place-words.js';
import { Severity, SEVERITIES } from '../parts/severity.js';
import { Empty, Shown } from '../parts/states.js';
import { useResource } from '../resource.js';
import { go, href, refine } from '../routes.js';
import { useNow } from '../store.js';
import { AlertKeys } from './alert-actions.js';
import { AlertPanel } from './alert.js';

const VIEWS = ['open', 'muted', 'resolved', 'all'];
// What ends by itself, a snooze or a silence, is not said by the stream.
const ASKED_ANEW = 30_000;
const SORTS = ['severity', 'age', 'customers', 'value'];

function Row({ alert, chosen, now, params }) {
  const link = href('inbox', alert.alert_id, params);
  return el.li(
    { class: cls('alert-row', alert.severity, chosen && 'chosen', alert.status === 'resolved' && 'over'), 'data-alert': alert.alert_id },
    h(Severity, { of: alert.severity }),
    el.div(
      { class: 'what' },
      el.a({ href: link, class: 'title', 'aria-current': chosen ? 'true' : undefined }, titleOf(alert)),
      el.p({ class: 'said' }, said(alert), ' ', h(Trend, { of: alert.trend })),
      el.p(
        { class: 'where' },
        [alert.touchpoint && placeName(alert.touchpoint), alert.channel, alert.team].filter(Boolean).join(' · '),
        alert.reopened > 0 ? ` · ${t('alert.reopened', { n: alert.reopened })}` : '',
      ),
      alert.fires_on ? el.p({ class: 'where' }, h(FiresOn, { of: alert.fires_on })) : null,
      alert.risen_from ? el.p({ class: 'where' }, h(Overdue, { alert, now })) : null,
      alert.muted ? el.p({ class: 'where' }, h(Muted, { muted: alert.muted })) : null,
    ),
    el.dl(
      { class: 'numbers' },
      el.div(null, el.dt(null, t('inbox.customers')), el.dd(null, alert.origin === 'anomaly' && !alert.customers ? NOTHING : count(alert.customers))),
      el.div(null, el.dt(null, t('inbox.value')), el.dd(null, money(alert.value_at_risk, alert.currency))),
      el.div(null, el.dt(null, t('inbox.age')), el.dd({ class: 'age' }, age(alert.first_at, now))),
      el.div({ class: 'owner' }, el.dt({ class: 'visually-hidden' }, t('inbox.owner')), el.dd(null, h(Work, { alert, now }), el.span({ class: 'who' }, alert.owner ?? t('inbox.unassigned')))),
    ),
  );
}

function Filters({ filter }) {
  return el.div(
    { class: 'toolbar' },
    el.div(
      { class: 'tabs', role: 'group', 'aria-label': t('inbox.view') },
      VIEWS.map((view) => el.button({ type: 'button', key: view, 'aria-pressed': String(filter.view === view), onClick: () => refine({ view: view === 'open' ? '' : view }) }, t(`inbox.view.${view}`))),
    ),
    el.input({
      type: 'search',
      'data-search': '',
      'aria-label': t('inbox.search'),
      placeholder: `${t('inbox.search')}  /`,
      value: filter.q,
      onInput: (event) => refine({ q: event.target.value }),
    }),
    el.select(
      { 'aria-label': t('inbox.severity'), value: filter.severity, onChange: (event) => refine({ severity: event.target.value }) },
      el.option({ value: '' }, t('inbox.severity.any')),
      SEVERITIES.map((severity) => el.option({ key: severity, value: severity }, t(`severity.${severity}`))),
    ),
    el.label(
      { class: 'inline' },
      el.span(null, t('inbox.sort')),
      el.select({ value: filter.sort, onChange: (event) => refine({ sort: event.target.value }) }, SORTS.map((sort) => el.option({ key: sort, value: sort }, t(`inbox.sort.${sort}`)))),
    ),
  );
}

const filterOf = (params) => ({
  view: VIEWS.includes(params.view) ? params.view : 'open',
  sort: SORTS.includes(params.sort) ? params.sort : 'severity',
  q: params.q ?? '',
  severity: params.severity ?? '',
  touchpoint: params.touchpoint ?? '',
});

/** The list as the server has it, kept up to date by the stream; searches wait until nothing was typed for a moment. */
function useAlerts(filter) {
  const [asked, setAsked] = useState(filter.q);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(filter.q), 250);
    return () => clearTimeout(timer);
  }, [filter.q]);
  const path = `alerts${query({ ...filter, q: asked, limit: 100 })}`;
  const shown = useRef({ path, pages: 1 });
  if (shown.current.path !== path) shown.current = { path, pages: 1 };
  const read = async (from, signal) => {
    let page = await get(from, signal);
    for (let at = 1; at < shown.current.pages && page.next; at++) {
      const next = await get(`${from}&after=${encodeURIComponent(page.next)}`, signal);
      const known = new Set(page.items.map((alert) => alert.alert_id));
      page = { next: next.next, items: [...page.items, ...next.items.filter((alert) => !known.has(alert.alert_id))] };
    }
    return page;
  };
  const resource = useResource(path, { every: ASKED_ANEW, read });
  useEffect(() => {
    const stops = [
      onStream('alert', (alert) => resource.set((page) => ({ ...page, items: merged(page.items, alert, filter) }))),
      onStream('gone', ({ alert_id: id }) => resource.set((page) => ({ ...page, items: page.items.filter((alert) => alert.alert_id !== id) }))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [path]);
  const more = () => {
    shown.current.pages++;
    return resource.reload();
  };
  return { resource, more };
}

export function Inbox({ id, params }) {
  const filter = filterOf(params);
  const { resource, more } = useAlerts(filter);
  const now = useNow();
  const [marked, setMarked] = useState(null);
  const alerts = sorted(resource.data?.items ?? [], filter.sort);
  const at = alerts.findIndex((alert) => alert.alert_id === (id ?? marked));
  const move = (by) => {
    if (!alerts.length) return;
    const next = alerts[Math.min(alerts.length - 1, Math.max(0, at < 0 ? 0 : at + by))].alert_id;
    if (id === null) setMarked(next);
    else go('inbox', next, params);
    document.querySelector(`[data-alert="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useKeys({ j: () => move(1), k: () => move(-1), Enter: () => marked && go('inbox', marked, params), '/': focusSearch });
  return el.div(
    { class: cls('inbox', id !== null && 'with-panel') },
    el.section(
      { class: 'list', 'aria-labelledby': 'view-title' },
      el.header({ class: 'view-head' }, el.h1({ id: 'view-title' }, t('inbox.title')), el.p({ class: 'tally' }, resource.data ? t('inbox.shown', { n: alerts.length, shown: `${count(alerts.length)}${resource.data.next ? '+' : ''}` }) : '')),
      h(Filters, { filter }),
      h(
        Shown,
        {
          resource,
          rows: 6,
          empty: () =>
            alerts.length
              ? null
              : filter.view === 'open' && !filter.q && !filter.severity
                ? h(Empty, { title: t('inbox.empty.open'), text: t('inbox.empty.open.more') })
                : h(Empty, { title: t('inbox.empty.other') }),
        },
        () =>
          el.div(
            null,
            el.ul({ class: 'alert-list' }, alerts.map((alert) => h(Row, { key: alert.alert_id, alert, now, params, chosen: alert.alert_id === (id ?? marked) }))),
            resource.data.next ? el.button({ type: 'button', class: 'more', onClick: more }, t('state.more')) : null,
          ),
      ),
    ),
    id === null ? (at >= 0 ? h(AlertKeys, { key: marked, alert: alerts[at] }) : null) : h(AlertPanel, { key: id, id, params }),
  );
}
