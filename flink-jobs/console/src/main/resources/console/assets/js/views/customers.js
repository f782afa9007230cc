import { el, h, useState, useEffect } from '../h.js';
import { age, count, customerName, decimal } from '../format.js';
import { query } from '../api.js';
import { t } from '../i18n.js';
import { focusSearch, useKeys } from '../keys.js';
import { Empty, Shown } from '../parts/states.js';
import { useResource } from '../resource.js';
import { go, href } from '../routes.js';
import { stageName } from '../stages.js';
import { useNow } from '../store.js';
import { CustomerView } from './customer.js';

function Found({ items, now }) {
  const head = (key, number) => el.th({ scope: 'col', class: number ? 'number' : undefined }, t(`customer.${key}`));
  return el.div(
    { class: 'scroll', role: 'region', tabIndex: 0, 'aria-label': t('customers.title') },
    el.table(
      null,
      el.thead(null, el.tr(null, head('customer'), head('stage'), head('effort', true), head('emotion', true), head('frustration', true), head('updated', true))),
      el.tbody(
        null,
        items.map(({ customer, stage, effort, emotion, frustration, updated_at: at }) =>
          el.tr(
            { key: customer.ref },
            el.th({ scope: 'row' }, el.a({ href: href('customers', customer.ref) }, customerName(customer))),
            el.td(null, stageName(stage)),
            el.td({ class: 'number' }, count(effort)),
            el.td({ class: 'number' }, decimal(emotion, 2)),
            el.td({ class: 'number' }, count(frustration)),
            el.td({ class: 'number' }, age(at, now)),
          ),
        ),
      ),
    ),
  );
}

/** One customer; without an id, the way to find one. */
export function Customers({ id, params }) {
  return id === null ? h(Search, { params }) : h(CustomerView, { key: id, id });
}

function Search({ params }) {
  const asked = params.q ?? '';
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const resource = useResource(asked ? `customers${query({ q: asked, limit: 50 })}` : null);
  const now = useNow();
  useKeys({ '/': focusSearch });
  const find = (event) => {
    event.preventDefault();
    go('customers', null, { q: typed.trim() });
  };
  return el.div(
    { class: 'customers' },
    el.header({ class: 'view-head' }, el.h1(null, t('customers.title'))),
    el.form(
      { class: 'toolbar', role: 'search', onSubmit: find },
      el.input({ type: 'search', 'data-search': '', name: 'q', value: typed, required: true, autocomplete: 'off', spellcheck: false, 'aria-label': t('customers.search'), 'aria-describedby': 'search-hint', placeholder: `${t('customers.search')}  /`, onInput: (event) => setTyped(event.target.value) }),
      el.button({ type: 'submit', class: 'primary' }, t('customers.find')),
      el.span({ class: 'hint', id: 'search-hint' }, t('customers.hint')),
    ),
    asked
      ? h(Shown, { resource, rows: 3, empty: ({ items }) => (items.length ? null : h(Empty, { title: t('customers.none') })) }, ({ items }) => h(Found, { items, now }))
      : h(Empty, { title: t('customers.title'), text: t('customers.start') }),
  );
}
