import { useLayoutEffect } from './h.js';
import { go } from './routes.js';

const GO = { i: 'inbox', b: 'board', f: 'flow', c: 'customers', n: 'interventions', r: 'rules', s: 'silences', a: 'audit', w: 'wall' };
const WAIT_FOR_LETTER = 1200;

export const goLetters = Object.entries(GO);

// When g was pressed, by the page's clock, which begins at 0: so never is not 0.
let leading = -Infinity;
const layers = [];

const isTyping = (target) => target.closest?.('input, textarea, select, [contenteditable]') !== null;

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]')) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (performance.now() - leading < WAIT_FOR_LETTER) {
    leading = -Infinity;
    if (GO[event.key]) {
      event.preventDefault();
      go(GO[event.key]);
      return;
    }
  }
  if (event.key === 'g') {
    leading = performance.now();
    return;
  }
  for (const layer of [...layers].reverse()) {
    const act = layer.current[event.key];
    // A focused link or button keeps its Enter.
    if (!act || (event.key === 'Enter' && event.target.closest?.('a, button, summary'))) continue;
    event.preventDefault();
    act(event);
    return;
  }
}

addEventListener('keydown', press);

/** Keys of what is on the screen: `{j: () => ...}`; what was shown last is asked first. */
export function useKeys(keys) {
  // Before the next key can come, not after the next paint: j and Enter in a row must mean the same row.
  useLayoutEffect(() => {
    const layer = { current: keys };
    layers.push(layer);
    return () => layers.splice(layers.indexOf(layer), 1);
  });
}

/** `/` puts the cursor here. */
export const focusSearch = () => document.querySelector('[data-search]')?.focus();
