import { el, h, useState } from '../h.js';
import { post } from '../api.js';
import { t } from '../i18n.js';
import { Ask, Field } from '../parts/dialog.js';
import { SEVERITIES } from '../parts/severity.js';
import { say } from '../parts/toast.js';

const NAMES = ['rule_id', 'touchpoint', 'channel', 'team', 'severity'];
const HOUR = 3_600_000;
const ENDS = { '1h': HOUR, '4h': 4 * HOUR, '24h': 24 * HOUR, '7d': 7 * 24 * HOUR };

/** A severity is chosen: there are no others. */
function Value({ matcher, change }) {
  const all = { 'aria-label': t('silence.value'), value: matcher.value, required: true };
  if (matcher.name !== 'severity') return el.input({ ...all, maxLength: 200, onInput: (event) => change({ value: event.target.value }) });
  return el.select({ ...all, onChange: (event) => change({ value: event.target.value }) }, SEVERITIES.map((severity) => el.option({ key: severity, value: severity }, t(`severity.${severity}`))));
}

/** The same of another name: what a text said is no severity, nor the other way round. */
const renamed = (matcher, name) => (name === 'severity' ? { name, value: SEVERITIES[0] } : matcher.name === 'severity' ? { name, value: '' } : { name });

function Matcher({ at, matcher, change, drop }) {
  return el.div(
    { class: 'matcher', role: 'group', 'aria-label': t('silence.matcher', { at: at + 1 }) },
    el.select({ 'aria-label': t('silence.name'), value: matcher.name, onChange: (event) => change(renamed(matcher, event.target.value)) }, NAMES.map((name) => el.option({ key: name, value: name }, t(`matcher.${name}`)))),
    el.select({ 'aria-label': t('silence.op'), value: matcher.op, onChange: (event) => change({ op: event.target.value }) }, ['=', '!='].map((op) => el.option({ key: op, value: op }, op === '=' ? '=' : '≠'))),
    h(Value, { matcher, change }),
    drop === null ? null : el.button({ type: 'button', class: 'quiet icon', 'aria-label': t('silence.drop'), onClick: drop }, '×'),
  );
}

/** Silences what matches, until it ends by itself; `matchers` is what it starts from. */
export function SilenceDialog({ matchers: first, onClose, onDone = () => {} }) {
  const [matchers, setMatchers] = useState(first.length ? first : [{ name: 'touchpoint', op: '=', value: '' }]);
  const change = (at) => (part) => setMatchers(matchers.map((matcher, other) => (other === at ? { ...matcher, ...part } : matcher)));
  const silence = async (form) => {
    const ends = new Date(Date.now() + ENDS[form.get('ends')]).toISOString();
    onDone(await post('silences', { matchers, ends_at: ends, comment: form.get('comment') }));
    say(t('done.silence'));
  };
  return h(
    Ask,
    { title: t('silence.title'), submit: t('silence.set'), onClose, onSubmit: silence },
    el.p({ class: 'hint' }, t('silence.hint')),
    matchers.map((matcher, at) => h(Matcher, { key: at, at, matcher, change: change(at), drop: matchers.length > 1 ? () => setMatchers(matchers.filter((_, other) => other !== at)) : null })),
    el.p(null, el.button({ type: 'button', class: 'quiet', onClick: () => setMatchers([...matchers, { name: 'channel', op: '=', value: '' }]) }, t('silence.add'))),
    h(Field, { label: t('silence.ends') }, el.select({ name: 'ends' }, Object.keys(ENDS).map((key) => el.option({ key, value: key, selected: key === '4h' }, t(`silence.${key}`))))),
    h(Field, { label: t('silence.comment') }, el.input({ name: 'comment', required: true, maxLength: 500, autocomplete: 'off' })),
  );
}
