import { language } from './prefs.js';
import { words } from './words.js';

/**
 * The text of a key in the page's language. `{name}` is replaced by `args.name`; where an entry has `one` and `other`,
 * `args.n` chooses, and `args.shown` is how n is written (default: n).
 */
export function t(key, args = {}) {
  const entry = words[language()][key];
  if (entry === undefined) throw new Error(`no words for ${key}`);
  const text = typeof entry === 'string' ? entry : args.n === 1 ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(name === 'n' ? (args.shown ?? args.n) : args[name]));
}

/** Whether there are words for it. */
export const isNamed = (prefix, id) => words[language()][`${prefix}.${id}`] !== undefined;

/** The text of a key, or what stands there already where nobody has words for it: measures and causes may be new. */
export const named = (prefix, id) => words[language()][`${prefix}.${id}`] ?? String(id).replaceAll('_', ' ');
