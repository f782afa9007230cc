import { createStore } from './store.js';

/** Who is signed in and what the console knows from the start; null before it is known; `signedOut` when nobody is. */
export const session = createStore(null);

/** What the console's server said no to. `status` 0: it could not be reached; `code`: why, for words of the page's own. */
export class Refused extends Error {
  constructor(status, message, code) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

let acted = false;
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(kind, () => (acted = true), { capture: true, passive: true });

async function ask(method, path, body, signal) {
  const headers = { Accept: 'application/json' };
  // Only then the session goes on: what the page asks for by itself is nobody who is there.
  if (acted) headers['X-Waymark-Acted'] = '1';
  acted = false;
  if (method !== 'GET') headers['X-CSRF-Token'] = session.get()?.csrf ?? '';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const response = await fetch(`api/${path}`, { method, headers, signal, body: body && JSON.stringify(body), credentials: 'same-origin' });
    return { response, answer: await response.json().catch(() => null) };
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, '');
  }
}

/** Does the server no longer know the session that the page believes in? */
function outlived(method, { response, answer }) {
  if (response.status === 401) return (answer?.auth ?? 'none') === 'none';
  return method !== 'GET' && answer?.code === 'stale_page';
}

async function call(method, path, body, signal) {
  let said = await ask(method, path, body, signal);
  if (path !== 'login' && path !== 'session' && outlived(method, said)) {
    // A server that was started anew gives whoever may come in a new session; whoever may not is told so by this.
    await loadSession();
    said = await ask(method, path, body, signal);
  }
  const { response, answer } = said;
  if (response.ok) return answer;
  if (response.status === 401 && path !== 'login') session.set({ signedOut: true, auth: answer?.auth ?? session.get()?.auth ?? 'token' });
  throw new Refused(response.status, answer?.error ?? response.statusText, answer?.code);
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

let loading = null;

/** Asks who is signed in. Whoever asks meanwhile gets the same answer: each answer may begin a session of its own. */
export function loadSession() {
  loading ??= get('session')
    .then((now) => session.set(now))
    .finally(() => (loading = null));
  return loading;
}

/** `?a=b` of what is set. */
export function query(params) {
  const set = Object.entries(params).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** May the user change things? */
export const mayOperate = () => ['operator', 'admin'].includes(session.get()?.role);
export const isAdmin = () => session.get()?.role === 'admin';
