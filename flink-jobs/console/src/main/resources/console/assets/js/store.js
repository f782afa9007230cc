import { useEffect, useState } from './h.js';

/** A value that can be listened to. */
export function createStore(value) {
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      value = typeof next === 'function' ? next(value) : next;
      for (const listener of [...listeners]) listener(value);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's value; what uses it is drawn again when it changes. */
export function useStore(store) {
  const [value, setValue] = useState(store.get());
  useEffect(() => {
    setValue(store.get());
    return store.listen((next) => setValue(next));
  }, [store]);
  return value;
}

const clock = createStore(Date.now());
setInterval(() => clock.set(Date.now()), 1000);

/** Milliseconds since the epoch, each second anew. */
export const useNow = () => useStore(clock);
