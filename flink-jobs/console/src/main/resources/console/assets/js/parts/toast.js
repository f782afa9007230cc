import { el } from '../h.js';
import { createStore, useStore } from '../store.js';

const said = createStore(null);
const urgent = createStore('');
let timer;

/** Says briefly what was done, or why not. */
export function say(text, kind = 'done') {
  said.set({ text, kind });
  clearTimeout(timer);
  timer = setTimeout(() => said.set(null), kind === 'failed' ? 8000 : 4000);
}

/** Interrupts a screen reader: new critical alerts only. */
export const announce = (text) => urgent.set(text);

export function Toasts() {
  const toast = useStore(said);
  const loud = useStore(urgent);
  return el.div(
    null,
    el.div({ class: 'toasts', role: 'status', 'aria-live': 'polite' }, toast && el.p({ class: `toast ${toast.kind}` }, toast.text)),
    el.div({ class: 'visually-hidden', role: 'alert', 'aria-live': 'assertive', id: 'urgent' }, loud),
  );
}
