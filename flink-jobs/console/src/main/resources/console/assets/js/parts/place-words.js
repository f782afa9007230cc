import { named, t } from '../i18n.js';

const THINGS = 'topic|gateway|method|issuer|hub|carrier';
const PLACE = new RegExp(`^(${THINGS}|intervention):(.+)$`, 's');
const THING = new RegExp(`^(${THINGS}) (.+)$`, 's');
const OTHERS = '(others)';

const nameOf = (name) => (name === OTHERS ? t('place.others') : name);

/** What alerts are grouped by, with its value: "carrier kerry". */
export const groupWords = (name, value) => `${named('group', name)} ${nameOf(value)}`;

/** A touchpoint, or what stands in the place of one: all of them, a gateway, a rule's interventions. */
export function placeName(touchpoint) {
  if (touchpoint === '*') return t('board.everywhere');
  const [, kind, name] = PLACE.exec(touchpoint) ?? [];
  return kind ? groupWords(kind, name) : nameOf(touchpoint);
}

/** Whether the figures are of a thing and not of a place. */
export const isThing = (subject) => THING.test(subject ?? '');

/**
 * What an anomaly is of, besides its place, as the server puts it: `gateway acme, over 6 h`, or the rule and the events of
 * many customers, `payment-failed by payment_failed,click`.
 */
export function subjectWords(subject) {
  const over = /(?:^|, )over (\d+) h$/.exec(subject);
  const of = over ? subject.slice(0, over.index) : subject;
  const [, kind, name] = THING.exec(of) ?? [];
  const [, rule, events] = /^(\S+) by (\S+)$/.exec(of) ?? [];
  const words = kind ? groupWords(kind, name) : rule ? t('subject.cohort', { rule, events: events.split(',').map((type) => named('event', type)).join(', ') }) : of;
  return [words, over && t('subject.over', { time: t('time.h', { n: over[1] }) })].filter(Boolean).join(', ');
}
