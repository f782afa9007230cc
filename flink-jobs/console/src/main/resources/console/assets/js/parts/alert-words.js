import { el, h, Fragment } from '../h.js';
import { count, duration, hour } from '../format.js';
import { isNamed, named, t } from '../i18n.js';
import { measureName, measureReading } from '../measures.js';
import { groupWords, isThing, placeName, subjectWords } from './place-words.js';

const isFigure = (alert) => alert.origin === 'anomaly' && Boolean(alert.measure);

/** Whether an alert's rule is one of the ways in which figures can be out of line, and no rule of anybody's. */
export const isPattern = (rule) => isNamed('pattern', rule);

const isSaid = (value) => value !== null && value !== undefined && value !== '';

function figureTitle({ rule_ids: [pattern], touchpoint, channel, group }) {
  const place = touchpoint === '*' && isThing(group?.subject) ? null : placeName(touchpoint);
  const where = [place, channel, group?.persona, isSaid(group?.subject) ? subjectWords(group.subject) : null];
  return `${named('pattern', pattern)}: ${where.filter(Boolean).join(' · ')}`;
}

/** What it is grouped by: a place and a channel are known by themselves, all else by what it is, too. */
const groupValues = (group) =>
  Object.entries(group ?? {})
    .filter(([, value]) => isSaid(value))
    .map(([name, value]) => (name === 'touchpoint' ? placeName(String(value)) : name === 'channel' ? value : groupWords(name, value)));

/** What an alert is called, unlike any other: a rule as its author called it, an anomaly by what it is; and what it is of. */
export function titleOf(alert) {
  if (isFigure(alert) && isPattern(alert.rule_ids[0])) return figureTitle(alert);
  const values = groupValues(alert.group);
  return values.length ? `${alert.title}: ${values.join(' · ')}` : alert.title;
}

/** What is the matter, in a sentence: "132 customers in 5 min, 11 is normal". */
export function said(alert) {
  if (isFigure(alert)) {
    const reading = t('inbox.reading', { measure: measureName(alert.measure), value: measureReading(alert.measure, alert.reading) });
    return alert.expected === null ? reading : `${reading}, ${t('inbox.expected', { expected: measureReading(alert.measure, alert.expected) })}`;
  }
  const customers = t('inbox.said', { n: alert.recent, shown: count(alert.recent) });
  return alert.expected === null ? customers : `${customers}, ${t('inbox.normal', { expected: count(alert.expected) })}`;
}

const ARROWS = { rising: '↗', steady: '→', falling: '↘' };

export function Trend({ of }) {
  if (!ARROWS[of]) return null;
  return el.span({ class: `trend ${of}` }, el.span({ 'aria-hidden': 'true' }, ARROWS[of]), ` ${t(`trend.${of}`)}`);
}

const MINUTE = 60_000;

/** Within what somebody has to have acknowledged it; what is less severe has time. */
const ACKNOWLEDGED_WITHIN = { critical: 5 * MINUTE, high: 10 * MINUTE };

/** For how long nobody has acknowledged it, in whole minutes, if that is too long by now; null if not. */
export function overdueFor(alert, now) {
  const within = ACKNOWLEDGED_WITHIN[alert.severity];
  if (!within || !alert.unseen_since || alert.muted !== null || alert.work === 'snoozed') return null;
  const unseen = now - new Date(alert.unseen_since).getTime();
  return unseen > within ? Math.floor(unseen / MINUTE) * MINUTE : null;
}

/** That nobody has acknowledged it, though it is time. */
export function Overdue({ alert, now }) {
  const time = overdueFor(alert, now);
  if (time === null) return null;
  const why = t('work.overdue.why', { severity: t(`severity.${alert.severity}`), within: duration(ACKNOWLEDGED_WITHIN[alert.severity]) });
  return el.span({ class: 'tag bad overdue', title: why }, el.span({ 'aria-hidden': 'true' }, '⚑ '), t('work.overdue', { time: duration(time) }));
}

export function Work({ alert, now }) {
  const isNew = alert.work === 'new' && alert.risen_from === null;
  if (isNew && overdueFor(alert, now) !== null) return h(Overdue, { alert, now });
  if (alert.status === 'resolved') return el.span({ class: 'tag' }, t('alert.status.resolved'));
  if (alert.work === 'snoozed') return el.span({ class: 'tag' }, t('work.snoozed', { at: hour(alert.snoozed_until) }));
  if (alert.risen_from) return el.span({ class: 'tag out' }, el.span({ 'aria-hidden': 'true' }, '▲ '), t('work.risen', { from: t(`severity.${alert.risen_from}`) }));
  return el.span({ class: `tag ${alert.work}` }, t(`work.${alert.work}`));
}

/** That somebody has resolved it, and it is not over. */
export const FiresOn = ({ of }) => el.span(null, t('alert.fires_on', { by: of.resolved_by, cause: named('cause', of.cause) }));

/** What mutes an alert: what another is called, or why somebody silenced it. */
export const mutingText = (muted) => (muted.alert ? titleOf(muted.alert) : muted.text);

/** Why nobody is called for it, with the way to what stands for it. */
export function Muted({ muted, link }) {
  if (muted === null) return null;
  const why = t(muted.by === 'alert' ? 'inbox.muted_by.alert' : 'inbox.muted_by.silence');
  const text = mutingText(muted);
  return el.span({ class: 'muted-why' }, el.span({ 'aria-hidden': 'true' }, '⊘ '), h(Fragment, null, why, text ? ': ' : '', text ? (link ?? text) : null));
}
