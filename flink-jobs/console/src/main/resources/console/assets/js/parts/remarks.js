import { moment } from '../format.js';
import { named, t } from '../i18n.js';

const cause = (text) => {
  const [, id, note] = /^(\w+)(?:: (.*))?$/s.exec(text) ?? [null, text];
  return [named('cause', id), note].filter(Boolean).join(': ');
};

const REMARKS = {
  risen: (text) => text.split(' → ').map((severity) => named('severity', severity)).join(' → '),
  snooze: (text) => t('work.snoozed', { at: moment(text.replace(/^until /, '')) }),
  resolve: cause,
  resolved: cause,
  reopened(text) {
    const [, by, why] = /^resolved by (.+) \((.+)\), fires on$/s.exec(text) ?? [];
    return by ? t('alert.fires_on', { by, cause: named('cause', why) }) : text;
  },
};

/** What an alert's history remarks, in the page's language: times, causes and severities; what people wrote stays as it is. */
export const remark = ({ what, text }) => REMARKS[what]?.(text) ?? text;
