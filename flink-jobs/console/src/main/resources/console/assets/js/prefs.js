import { createStore } from './store.js';

const KEY = 'waymark.prefs';
const DEFAULTS = { theme: 'system', language: null, era: 'common' };

function load() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) || '{}') };
  } catch {
    return DEFAULTS;
  }
}

/** What this browser's user likes: theme (system, light, dark), language (en, th, null: the browser's), era (common, buddhist). */
export const prefs = createStore(load());

/** Which language the page speaks. */
export const language = () => prefs.get().language ?? (navigator.language?.startsWith('th') ? 'th' : 'en');

function apply() {
  const root = document.documentElement;
  const { theme } = prefs.get();
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.lang = language();
}

export function prefer(change) {
  prefs.set({ ...prefs.get(), ...change });
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs.get()));
  } catch {
    // Kept for this visit only.
  }
  apply();
}

/** Whether the page is dark now, by choice or by the system. */
export function isDark() {
  const { theme } = prefs.get();
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

apply();
