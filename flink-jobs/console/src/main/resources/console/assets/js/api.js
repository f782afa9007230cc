import { createStore } from './store.js';

/** Who is signed in and what the console knows from the start; null before it is known; `signedOut` when nobody is. */
export const session = createStore(null);

/** What the console's server said no to. `status` 0: it could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body, signal) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = session.get()?.csrf ?? '';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(`api/${path}`, { method, headers, signal, body: body && JSON.stringify(body), credentials: 'same-origin' });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, '');
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  if (response.status === 401 && path !== 'login') session.set({ signedOut: true, auth: answer?.auth ?? 'token' });
  throw new Refused(response.status, answer?.error ?? response.statusText);
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body = {}) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

export async function loadSession() {
  session.set(await get('session'));
}

/** `?a=b` of what is set. */
export function query(params) {
  const set = Object.entries(params).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** May the user change things? */
export const mayOperate = () => ['operator', 'admin'].includes(session.get()?.role);
export const isAdmin = () => session.get()?.role === 'admin';
