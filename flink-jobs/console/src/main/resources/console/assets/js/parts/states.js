import { el, h } from '../h.js';
import { Refused } from '../api.js';
import { t } from '../i18n.js';
import { whyNot } from './refused.js';

/** Something to wait for: its shape without its content. */
export function Loading({ rows = 5 }) {
  return el.div(
    { class: 'loading', role: 'status' },
    el.span({ class: 'visually-hidden' }, t('state.loading')),
    ...Array.from({ length: rows }, () => el.div({ class: 'bone', 'aria-hidden': 'true' })),
  );
}

export function Empty({ title, text }) {
  return el.div({ class: 'empty' }, el.p({ class: 'empty-title' }, title), text ? el.p(null, text) : null);
}

const reason = (error) => {
  if (error.status === 403) return t('state.forbidden');
  if (error.status === 404) return t('state.not_found');
  return error instanceof Refused ? whyNot(error) : t('state.failed');
};

export function Failed({ error, retry }) {
  return el.div(
    { class: 'load-failed', role: 'status' },
    el.p(null, reason(error)),
    error.status === 403 ? null : el.button({ type: 'button', onClick: retry }, t('state.retry')),
  );
}

/** A resource's content, or what stands in its place; what was known stays under an error. */
export function Shown({ resource, rows, empty, children }) {
  const { data, error, loading, reload } = resource;
  if (loading) return h(Loading, { rows });
  if (data === null) return error ? h(Failed, { error, retry: reload }) : null;
  return el.div(
    { class: error ? 'old' : undefined },
    error ? h(Failed, { error, retry: reload }) : null,
    empty?.(data) ?? children(data),
  );
}
