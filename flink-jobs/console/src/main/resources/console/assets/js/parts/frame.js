import { el, h, cls, useState } from '../h.js';
import { closeStream } from '../live.js';
import { zone } from '../format.js';
import { isAdmin, post, session } from '../api.js';
import { t } from '../i18n.js';
import { goLetters, useKeys } from '../keys.js';
import { language, prefer, prefs } from '../prefs.js';
import { href } from '../routes.js';
import { Dialog, Field } from './dialog.js';
import { Away, StatusBar } from './statusbar.js';

// Outlines on a 24 grid.
const ICONS = {
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  board: 'M4 18l5-7 4 4 7-9M4 4v16h16',
  flow: 'M3 6c8 0 8 12 18 12M3 18c5 0 7-3 9-6s4-6 9-6',
  customers: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  interventions: 'M12 3v18M5 8l7-5 7 5M5 16l7 5 7-5',
  rules: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  silences: 'M4 9v6h4l5 4V5L8 9zM17 9l4 6M21 9l-4 6',
  audit: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4',
  wall: 'M3 5h18v11H3zM9 20h6M12 16v4',
};

const Icon = ({ of }) => el.svg({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, el.path({ d: ICONS[of] }));

function Navigation({ view }) {
  const views = ['inbox', 'board', 'flow', 'customers', 'interventions', 'rules', 'silences', ...(isAdmin() ? ['audit'] : []), 'wall'];
  return el.nav(
    { 'aria-label': t('nav.label'), class: 'nav' },
    el.ul(
      null,
      views.map((name) => el.li({ key: name }, el.a({ href: href(name), 'aria-current': view === name ? 'page' : undefined, title: t(`nav.${name}`) }, h(Icon, { of: name }), el.span(null, t(`nav.${name}`))))),
    ),
  );
}

const choice = (key, values, value, onChange) =>
  h(Field, { label: t(`prefs.${key}`) }, el.select({ value, onChange: (event) => onChange(event.target.value), name: key }, values.map(([id, label]) => el.option({ key: id, value: id }, label))));

function Settings({ onClose }) {
  const { theme, era } = prefs.get();
  const { user, role, auth } = session.get();
  const leave = async () => {
    const { leave: there } = await post('logout');
    closeStream();
    session.set({ signedOut: true, auth });
    if (there) location.assign(there);
  };
  return h(
    Dialog,
    { title: t('user.menu'), onClose },
    el.div(
      { class: 'stack' },
      el.p(null, t('user.signed_in', { user }), el.span({ class: 'hint' }, ` · ${t(`role.${role}`)}`)),
      choice('theme', ['system', 'light', 'dark'].map((id) => [id, t(`prefs.theme.${id}`)]), theme, (value) => prefer({ theme: value })),
      choice('language', [['en', 'English'], ['th', 'ไทย']], language(), (value) => prefer({ language: value })),
      zone() ? el.p({ class: 'hint' }, t('prefs.zone', { zone: zone() })) : null,
      choice('era', ['common', 'buddhist'].map((id) => [id, t(`prefs.era.${id}`)]), era, (value) => prefer({ era: value })),
      auth === 'none' ? null : el.p(null, el.button({ type: 'button', onClick: leave }, t('user.sign_out'))),
    ),
  );
}

function Help({ onClose }) {
  const row = (keys, text) => el.div({ key: text }, el.dt(null, keys.map((key) => el.kbd({ key }, key))), el.dd(null, text));
  const acts = [['a', 'acknowledge'], ['o', 'assign'], ['s', 'snooze'], ['m', 'silence'], ['r', 'resolve']];
  return h(
    Dialog,
    { title: t('help.title'), onClose },
    el.dl(
      { class: 'keys' },
      row(['j', 'k'], t('help.move')),
      row(['Enter'], t('help.open')),
      acts.map(([key, act]) => row([key], t(`help.${act}`))),
      row(['/'], t('help.search')),
      row(['Esc'], t('help.close')),
      goLetters.map(([key, view]) => row(['g', key], t('help.go', { view: t(`nav.${view}`) }))),
      row(['?'], t('help.help')),
    ),
  );
}

/** What is around every view: ways to the others, the state of the stream, settings and help. */
export function Frame({ view, children }) {
  const [open, setOpen] = useState(null);
  const onClose = () => setOpen(null);
  useKeys({ '?': () => setOpen('help') });
  return el.div(
    { class: cls('frame', `at-${view}`) },
    el.a({ class: 'skip', href: '#content', onClick: (event) => (event.preventDefault(), document.querySelector('#content').focus()) }, t('app.skip')),
    el.header(
      { class: 'top' },
      el.a({ class: 'brand', href: href('inbox'), 'aria-label': t('app.name') }, el.img({ src: 'assets/icon.svg', alt: '', width: 24, height: 24 }), el.span(null, t('app.name'))),
      h(StatusBar, null),
      el.div(
        { class: 'top-actions' },
        el.button({ type: 'button', class: 'quiet', lang: language() === 'en' ? 'th' : 'en', onClick: () => prefer({ language: language() === 'en' ? 'th' : 'en' }) }, language() === 'en' ? 'ไทย' : 'English'),
        el.button({ type: 'button', class: 'quiet icon', onClick: () => setOpen('help'), 'aria-label': t('help.title') }, '?'),
        el.button({ type: 'button', class: 'quiet icon', onClick: () => setOpen('settings'), 'aria-label': t('user.menu') }, el.svg({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, el.path({ d: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5v5M8 14.5v5' }))),
      ),
    ),
    h(Navigation, { view }),
    el.main({ id: 'content', tabIndex: -1 }, h(Away, null), children),
    open === 'help' ? h(Help, { onClose }) : open === 'settings' ? h(Settings, { onClose }) : null,
  );
}
