import { session } from './api.js';
import { t } from './i18n.js';
import { language, prefs } from './prefs.js';

/** What stands where there is nothing to say: never a zero. */
export const NOTHING = '–';

const made = new Map();
function once(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}

const number = (options) => once(`${language()} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language() === 'th' ? 'th-TH-u-nu-latn' : 'en-GB', options));
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

export const count = (value) => (isNumber(value) ? number({ maximumFractionDigits: 0 }).format(value) : NOTHING);
export const decimal = (value, digits = 1) => (isNumber(value) ? number({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value) : NOTHING);
export const compact = (value) => (isNumber(value) ? (Math.abs(value) < 10_000 ? count(value) : number({ notation: 'compact', maximumFractionDigits: 1 }).format(value)) : NOTHING);
export const share = (value) => (isNumber(value) ? number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value) : NOTHING);

export function money(value, currency) {
  if (!isNumber(value)) return NOTHING;
  if (!/^[A-Z]{3}$/.test(currency ?? '')) return compact(value);
  return number({ style: 'currency', currency, currencyDisplay: 'code', maximumFractionDigits: 0 }).format(value);
}

export function bytes(value) {
  if (!isNumber(value)) return NOTHING;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return `${decimal(value, at === 0 ? 0 : 1)} ${units[at]}`;
}

/** Two units at most: `3 min 12 s`. */
export function duration(ms) {
  if (!isNumber(ms)) return NOTHING;
  if (ms < 1000) return t('time.ms', { n: Math.round(ms) });
  if (ms < 10_000) return t('time.s', { n: decimal(ms / 1000, ms % 1000 === 0 ? 0 : 1) });
  const seconds = Math.round(ms / 1000);
  const parts = [
    ['time.d', Math.floor(seconds / 86_400)],
    ['time.h', Math.floor(seconds / 3600) % 24],
    ['time.min', Math.floor(seconds / 60) % 60],
    ['time.s', seconds % 60],
  ];
  const first = parts.findIndex(([, n]) => n > 0);
  return parts.slice(first, first + 2).filter(([, n]) => n > 0).map(([key, n]) => t(key, { n })).join(' ');
}

/** A measure's value as people read it. */
export function reading(value, unit) {
  if (unit === 'share') return share(value);
  if (unit === 'milliseconds') return duration(value);
  if (unit === 'score') return decimal(value, Math.abs(value) < 10 ? 2 : 1);
  return count(value);
}

/** Whose clocks the page shows: those by which the server knows hours of the week, whatever the browser's are. */
export const zone = () => session.get()?.zone;

const calendar = () => (prefs.get().era === 'buddhist' ? 'buddhist' : 'gregory');

function dates(options) {
  const locale = `${language() === 'th' ? 'th-TH' : 'en-GB'}-u-ca-${calendar()}-nu-latn`;
  return once(`${locale} ${zone()} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone: zone(), ...options }));
}

const isTime = (at) => at !== null && at !== undefined && !Number.isNaN(new Date(at).getTime());
const show = (at, options) => (isTime(at) ? dates(options).format(new Date(at)) : NOTHING);

export const clock = (at) => show(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const hour = (at) => show(at, { hour: '2-digit', minute: '2-digit' });
export const day = (at) => show(at, { day: 'numeric', month: 'short', year: 'numeric' });
export const moment = (at) => show(at, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The zone as the clock has it now: "GMT+7". */
export const zoneName = (now) => (isTime(now) ? dates({ timeZoneName: 'short' }).formatToParts(now).find(({ type }) => type === 'timeZoneName').value : NOTHING);

/** When it is that time of day on the clocks' next day. */
export function nextDayAt(hours, now) {
  const parts = (at) => Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: zone(), hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = (at) => {
    const said = parts(at);
    return Date.UTC(said.year, said.month - 1, said.day, said.hour, said.minute, said.second);
  };
  const { year, month, day: date } = parts(now);
  const wanted = Date.UTC(year, month - 1, date + 1, hours);
  // The offset may be another one by then.
  const near = wanted - (shown(now) - Math.floor(now / 1000) * 1000);
  return new Date(near + wanted - shown(near));
}

/** How long ago, as of now. */
export const age = (at, now) => (isTime(at) ? duration(Math.max(0, Math.floor((now - new Date(at).getTime()) / 1000) * 1000)) : NOTHING);

/** A customer as this user may see them. */
export const customerName = (customer) => customer?.label ?? customer?.ref ?? NOTHING;

/** A link of somebody else's, if it leads to the web; null for anything else (javascript:, data:). */
export function webLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
