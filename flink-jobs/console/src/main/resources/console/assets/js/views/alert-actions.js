import { el, h, Fragment, useState } from '../h.js';
import { mayOperate, post, session } from '../api.js';
import { hour, moment, nextDayAt } from '../format.js';
import { t } from '../i18n.js';
import { useKeys } from '../keys.js';
import { Ask, Field } from '../parts/dialog.js';
import { whyNot } from '../parts/refused.js';
import { say } from '../parts/toast.js';
import { SilenceDialog } from './silence-dialog.js';

const CAUSES = ['fixed', 'external', 'expected', 'false_alarm', 'other'];
const MINUTE = 60_000;

const SNOOZES = {
  '15m': () => new Date(Date.now() + 15 * MINUTE),
  '1h': () => new Date(Date.now() + 60 * MINUTE),
  '4h': () => new Date(Date.now() + 240 * MINUTE),
  tomorrow: () => nextDayAt(9, Date.now()),
};

const path = (alert, action) => `alerts/${encodeURIComponent(alert.alert_id)}/${action}`;

function Assign({ alert, onClose, onDone }) {
  const assign = async (form) => {
    const owner = (form.get('me') ?? form.get('owner')).trim();
    onDone(await post(path(alert, 'assign'), { owner }));
    say(t('done.assign', { owner }));
  };
  return h(
    Ask,
    { title: t('assign.title'), submit: t('alert.assign'), onClose, onSubmit: assign },
    h(Field, { label: t('assign.owner') }, el.input({ name: 'owner', maxLength: 100, autocomplete: 'off', defaultValue: alert.owner ?? '', required: true })),
    el.p(null, el.button({ type: 'submit', name: 'me', value: session.get().user, formNoValidate: true }, t('assign.me'))),
  );
}

function Snooze({ alert, onClose, onDone }) {
  const snooze = async (form) => {
    const until = SNOOZES[form.get('for')]();
    onDone(await post(path(alert, 'snooze'), { until: until.toISOString() }));
    say(t('done.snooze', { at: until - Date.now() > 12 * 60 * MINUTE ? moment(until) : hour(until) }));
  };
  return h(
    Ask,
    { title: t('snooze.title'), submit: null, onClose, onSubmit: snooze },
    el.div({ class: 'choices', role: 'group', 'aria-label': t('snooze.for') }, Object.keys(SNOOZES).map((key) => el.button({ key, type: 'submit', name: 'for', value: key }, t(`snooze.${key}`)))),
  );
}

function Resolve({ alert, onClose, onDone }) {
  const resolve = async (form) => {
    onDone(await post(path(alert, 'resolve'), { cause: form.get('cause'), note: form.get('note') || undefined }));
    say(t('done.resolve'));
  };
  return h(
    Ask,
    { title: t('resolve.title'), submit: t('alert.resolve'), onClose, onSubmit: resolve },
    el.fieldset(
      { class: 'radios' },
      el.legend(null, t('alert.cause')),
      CAUSES.map((cause, at) => el.label({ key: cause }, el.input({ type: 'radio', name: 'cause', value: cause, required: true, defaultChecked: at === 0 }), ` ${t(`cause.${cause}`)}`)),
    ),
    h(Field, { label: t('dialog.note') }, el.textarea({ name: 'note', rows: 2, maxLength: 1000 })),
  );
}

const DIALOGS = { assign: Assign, snooze: Snooze, resolve: Resolve };

/** What can be done with an alert now, and how; nothing for those who may only look. */
function useActions(alert, onDone = () => {}) {
  const [open, setOpen] = useState(null);
  const over = alert.status === 'resolved' || alert.work === 'closed';
  const may = mayOperate() && !over;
  const acknowledge = async () => {
    try {
      onDone(await post(path(alert, 'acknowledge')));
      say(t('done.acknowledge'));
    } catch (refused) {
      say(whyNot(refused), 'failed');
    }
  };
  const acts = may
    ? { acknowledge: alert.work === 'new' ? acknowledge : null, assign: () => setOpen('assign'), snooze: () => setOpen('snooze'), silence: () => setOpen('silence'), resolve: () => setOpen('resolve') }
    : {};
  useKeys(Object.fromEntries([['a', acts.acknowledge], ['o', acts.assign], ['s', acts.snooze], ['m', acts.silence], ['r', acts.resolve]].filter(([, act]) => act)));
  const onClose = () => setOpen(null);
  const matchers = [['rule_id', alert.rule_ids[0]], ['touchpoint', alert.touchpoint], ['channel', alert.channel]].filter(([, value]) => value).map(([name, value]) => ({ name, op: '=', value }));
  const dialog = open === null ? null : open === 'silence' ? h(SilenceDialog, { matchers, onClose }) : h(DIALOGS[open], { alert, onClose, onDone });
  return { acts, dialog };
}

/** The keys of the alert that is marked in the list. */
export function AlertKeys({ alert }) {
  return useActions(alert).dialog;
}

const KEYS = { acknowledge: 'a', assign: 'o', snooze: 's', silence: 'm', resolve: 'r' };

export function AlertActions({ alert, onDone }) {
  const { acts, dialog } = useActions(alert, onDone);
  const shown = Object.entries(acts).filter(([, act]) => act);
  if (!mayOperate()) return el.p({ class: 'hint' }, t('role.look_only'));
  if (!shown.length) return null;
  return h(
    Fragment,
    null,
    el.div(
      { class: 'actions', role: 'group', 'aria-label': t('alert.actions') },
      shown.map(([name, act], at) => el.button({ key: name, type: 'button', class: at === 0 ? 'primary' : undefined, onClick: act, 'aria-keyshortcuts': KEYS[name] }, t(`alert.${name}`), el.kbd({ 'aria-hidden': 'true' }, KEYS[name]))),
    ),
    dialog,
  );
}
