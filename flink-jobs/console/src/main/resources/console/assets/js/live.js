import { loadSession, session } from './api.js';
import { createStore } from './store.js';

const QUIET_AFTER = 20_000;
const RETRY_FROM = 1_000;
const RETRY_UP_TO = 15_000;

/** The status bar's numbers, and whether they can be trusted: `connected` to the console's server, `heardAt` in this browser's time. */
export const status = createStore({ connected: false, heardAt: null, said: null });

const listeners = new Map();

/** Calls when the stream says something of this kind: alert, pulse, gone, refresh. */
export function onStream(kind, listener) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(listener);
  return () => listeners.get(kind).delete(listener);
}

const tell = (kind, data) => listeners.get(kind)?.forEach((listener) => listener(data));
const heard = (said) => status.set({ connected: true, heardAt: Date.now(), said });

let source = null;
let wanted = false;
let retryIn = RETRY_FROM;

/** Listens for as long as the page is looked at. */
export function openStream() {
  wanted = true;
  connect();
}

function connect() {
  disconnect();
  // All tabs of a browser share the six connections it makes to one place: those behind others would leave none to ask with.
  if (!wanted || document.hidden) return;
  source = new EventSource('api/stream');
  source.onopen = () => {
    retryIn = RETRY_FROM;
    status.set({ ...status.get(), connected: true });
    // What was said while nobody listened is asked for anew.
    tell('refresh', {});
  };
  source.onerror = () => {
    status.set({ ...status.get(), connected: false });
    // The browser gives up for good on an answer that is no stream: a restart, or a session that ended.
    if (source?.readyState !== EventSource.CLOSED) return;
    const closed = source;
    setTimeout(() => source === closed && loadSession().then(connect, (error) => error.status !== 401 && closed.onerror()), retryIn);
    retryIn = Math.min(retryIn * 2, RETRY_UP_TO);
  };
  source.addEventListener('status', (event) => heard(JSON.parse(event.data)));
  for (const kind of ['alert', 'pulse', 'gone', 'refresh']) {
    source.addEventListener(kind, (event) => tell(kind, event.data ? JSON.parse(event.data) : {}));
  }
}

export function closeStream() {
  wanted = false;
  disconnect();
}

function disconnect() {
  source?.close();
  source = null;
}

document.addEventListener('visibilitychange', connect);

/** Are the numbers on the page old? */
export const isStale = ({ connected, heardAt, said }, now) =>
  !connected || said === null || said.stale || !said.kafka.reachable || now - heardAt > QUIET_AFTER;

session.listen((now) => now?.signedOut && closeStream());
