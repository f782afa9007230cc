import { useCallback, useEffect, useRef, useState } from './h.js';
import { get } from './api.js';
import { onStream } from './live.js';

/**
 * What the server says at a path; null asks nothing. While it is asked again, and when it can't be reached, what was
 * known stays. `every`: milliseconds after which it is asked again.
 */
export function useResource(path, { every } = {}) {
  const [state, setState] = useState({ path: null, data: null, error: null });
  const running = useRef(null);
  const load = useCallback(async () => {
    running.current?.abort();
    if (path === null) return;
    const mine = (running.current = new AbortController());
    try {
      const data = await get(path, mine.signal);
      if (!mine.signal.aborted) setState({ path, data, error: null });
    } catch (error) {
      if (mine.signal.aborted || error.name === 'AbortError') return;
      setState((old) => ({ path, data: old.path === path ? old.data : null, error }));
    }
  }, [path]);
  useEffect(() => {
    load();
    const timer = every && setInterval(() => document.hidden || load(), every);
    const stop = onStream('refresh', load);
    return () => {
      running.current?.abort();
      clearInterval(timer);
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
