import { el, h, useState } from '../h.js';
import { get } from '../api.js';
import { count, moment } from '../format.js';
import { named, t } from '../i18n.js';
import { Empty, Shown } from '../parts/states.js';
import { whyNot } from '../parts/refused.js';
import { say } from '../parts/toast.js';
import { useResource } from '../resource.js';

const COLUMNS = ['at', 'who', 'action', 'subject', 'detail', 'hash'];

function Entries({ items }) {
  return el.div(
    { class: 'scroll', role: 'region', tabIndex: 0, 'aria-label': t('audit.title') },
    el.table(
      { class: 'audit' },
      el.thead(null, el.tr(null, el.th({ scope: 'col', class: 'number' }, '#'), COLUMNS.map((key) => el.th({ key, scope: 'col' }, t(`audit.${key}`))))),
      el.tbody(
        null,
        items.map((entry) =>
          el.tr(
            { key: entry.seq },
            el.td({ class: 'number' }, String(entry.seq)),
            el.td(null, el.time({ dateTime: entry.at, class: 'whole' }, moment(entry.at))),
            el.td(null, entry.who),
            el.td(null, named('audit.action', entry.action)),
            el.td(null, entry.subject),
            el.td(null, entry.detail),
            el.td(null, el.code({ title: entry.hash }, entry.hash.slice(0, 12))),
          ),
        ),
      ),
    ),
  );
}

/** Who did what; for admins. */
export function Audit() {
  const [more, setMore] = useState({ items: [], next: undefined });
  const resource = useResource('audit?limit=100');
  const verify = async () => {
    try {
      const { ok, checked, broken_at: at } = await get('audit/verify');
      if (ok) say(t('audit.ok', { n: checked, shown: count(checked) }));
      else say(t('audit.broken', { at }), 'failed');
    } catch (refused) {
      say(whyNot(refused), 'failed');
    }
  };
  const next = more.next === undefined ? resource.data?.next : more.next;
  const load = async () => {
    const page = await get(`audit?limit=100&after=${encodeURIComponent(next)}`);
    setMore({ items: [...more.items, ...page.items], next: page.next });
  };
  return el.div(
    null,
    el.header({ class: 'view-head' }, el.h1(null, t('audit.title')), el.button({ type: 'button', onClick: verify }, t('audit.verify'))),
    h(Shown, { resource, rows: 8, empty: ({ items }) => (items.length ? null : h(Empty, { title: t('audit.empty') })) }, ({ items }) =>
      el.div(null, h(Entries, { items: [...items, ...more.items] }), next ? el.button({ type: 'button', class: 'more', onClick: load }, t('state.more')) : null),
    ),
  );
}
