import { el, h, useState } from '../h.js';
import { mayOperate, remove } from '../api.js';
import { count, moment } from '../format.js';
import { named, t } from '../i18n.js';
import { Empty, Shown } from '../parts/states.js';
import { whyNot } from '../parts/refused.js';
import { say } from '../parts/toast.js';
import { useResource } from '../resource.js';
import { SilenceDialog } from './silence-dialog.js';

function Silence({ silence, onEnd }) {
  const fact = (key, text) => el.div({ key }, el.dt(null, t(key)), el.dd(null, text));
  return el.li(
    { class: 'card stack' },
    el.ul({ class: 'chips', 'aria-label': t('silences.conditions') }, silence.matchers.map(({ name, op, value }, at) => el.li({ key: at }, el.span(null, t(`matcher.${name}`), op === '=' ? ' = ' : ' ≠ ', el.b(null, name === 'severity' ? named('severity', value) : value))))),
    el.p(null, silence.comment),
    el.dl({ class: 'facts' }, fact('silences.by', silence.author), fact('silences.starts', moment(silence.starts_at)), fact('silence.ends', moment(silence.ends_at)), fact('silences.mutes', count(silence.muting))),
    mayOperate() ? el.p(null, el.button({ type: 'button', onClick: onEnd }, t('silences.end'))) : null,
  );
}

export function Silences() {
  const resource = useResource('silences?limit=200', { every: 15_000 });
  const [asking, setAsking] = useState(false);
  const end = async (id) => {
    try {
      await remove(`silences/${encodeURIComponent(id)}`);
      say(t('done.silence_ended'));
      resource.reload();
    } catch (refused) {
      say(whyNot(refused), 'failed');
    }
  };
  return el.div(
    null,
    el.header({ class: 'view-head' }, el.h1(null, t('silences.title')), mayOperate() ? el.button({ type: 'button', class: 'primary', onClick: () => setAsking(true) }, t('silences.new')) : null),
    h(Shown, { resource, rows: 2, empty: ({ items }) => (items.length ? null : h(Empty, { title: t('silences.empty') })) }, ({ items }) => el.ul({ class: 'cards' }, items.map((silence) => h(Silence, { key: silence.id, silence, onEnd: () => end(silence.id) })))),
    asking ? h(SilenceDialog, { matchers: [], onClose: () => setAsking(false), onDone: resource.reload }) : null,
  );
}
