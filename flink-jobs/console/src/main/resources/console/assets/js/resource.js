import { useCallback, useEffect, useRef, useState } from './h.js';
import { get } from './api.js';
import { onStream } from './live.js';

const REFRESH_AT_MOST_EVERY = 2_000;
const JITTER = 500;

/** Calls `load` soon, but once in two seconds at most; not at once, so that a server that is back is not asked by every page in the same moment. */
function paced(load) {
  let timer = null;
  let last = 0;
  const run = () => {
    timer = null;
    last = Date.now();
    load();
  };
  return {
    ask() {
      timer ??= setTimeout(run, Math.max(0, last + REFRESH_AT_MOST_EVERY - Date.now()) + Math.random() * JITTER);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * What the server says at a path; null asks nothing. While it is asked again, and when it can't be reached, what was
 * known stays. `every`: milliseconds after which it is asked again. `read(path, signal)`: how it is asked.
 */
export function useResource(path, { every, read = get } = {}) {
  const [state, setState] = useState({ path: null, data: null, error: null });
  const running = useRef(null);
  const load = useCallback(async () => {
    if (path === null) return;
    // Who asks meanwhile wants what is true by now: the answer that is under way may be older.
    if (running.current) {
      running.current.again = true;
      return;
    }
    const mine = (running.current = { abort: new AbortController(), again: false });
    const { signal } = mine.abort;
    try {
      const data = await read(path, signal);
      if (!signal.aborted) setState({ path, data, error: null });
    } catch (error) {
      if (!signal.aborted) setState((old) => ({ path, data: old.path === path ? old.data : null, error }));
    }
    if (signal.aborted) return;
    running.current = null;
    if (mine.again) load();
  }, [path]);
  useEffect(() => {
    load();
    const timer = every && setInterval(() => document.hidden || load(), every);
    const refresh = paced(load);
    const stop = onStream('refresh', refresh.ask);
    return () => {
      running.current?.abort.abort();
      running.current = null;
      clearInterval(timer);
      refresh.stop();
      stop();
    };
  }, [load, every]);
  const known = state.path === path;
  return {
    data: known ? state.data : null,
    error: known ? state.error : null,
    loading: path !== null && !known,
    reload: load,
    set: (change) => setState((old) => (old.data === null ? old : { ...old, data: change(old.data) })),
  };
}
