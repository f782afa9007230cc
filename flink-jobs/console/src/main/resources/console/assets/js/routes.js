import { createStore } from './store.js';

/** `#/inbox/al_1?view=muted` as `{view: 'inbox', id: 'al_1', params}`. */
function parse(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', id = ''] = path.split('/');
  let decoded = id;
  try {
    decoded = decodeURIComponent(id);
  } catch {
    // Somebody's broken link: shown as nothing found.
  }
  return { view: view || 'inbox', id: decoded || null, params: Object.fromEntries(new URLSearchParams(search)) };
}

export const route = createStore(parse(location.hash));
addEventListener('hashchange', () => route.set(parse(location.hash)));

export function href(view, id = null, params = {}) {
  const set = Object.entries(params).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return `#/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}${set.length ? `?${new URLSearchParams(set)}` : ''}`;
}

export function go(view, id = null, params = {}) {
  location.hash = href(view, id, params);
}

/** Changes what is filtered without a step in the browser's history. */
export function refine(params) {
  const { view, id, params: old } = route.get();
  history.replaceState(null, '', href(view, id, { ...old, ...params }));
  route.set(parse(location.hash));
}
