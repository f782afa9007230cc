import { el, h, render, useEffect, useState } from './h.js';
import { loadSession, session } from './api.js';
import { t } from './i18n.js';
import { onStream, openStream } from './live.js';
import { titleOf } from './parts/alert-words.js';
import { Frame } from './parts/frame.js';
import { Failed, Loading } from './parts/states.js';
import { announce, Toasts } from './parts/toast.js';
import { prefs } from './prefs.js';
import { route } from './routes.js';
import { useStore } from './store.js';
import { Audit } from './views/audit.js';
import { Board } from './views/board.js';
import { Customers } from './views/customers.js';
import { FlowView } from './views/flow.js';
import { Inbox } from './views/inbox.js';
import { Interventions } from './views/interventions.js';
import { Login } from './views/login.js';
import { Rules } from './views/rules.js';
import { Silences } from './views/silences.js';
import { Wall } from './views/wall.js';

const VIEWS = {
  inbox: Inbox,
  board: Board,
  flow: FlowView,
  customers: Customers,
  interventions: Interventions,
  rules: Rules,
  silences: Silences,
  audit: Audit,
  wall: Wall,
};

const announced = new Set();

/** Each critical alert is called out once, if somebody has to act on it. */
function callOut(alert) {
  const calls = alert.severity === 'critical' && alert.status !== 'resolved' && alert.work === 'new' && alert.muted === null;
  if (!calls || announced.has(alert.alert_id)) return;
  announced.add(alert.alert_id);
  announce(t('inbox.new_critical', { title: titleOf(alert) }));
}

onStream('alert', callOut);

function View() {
  const { view, id, params } = useStore(route);
  useEffect(() => {
    document.title = VIEWS[view] ? `${t(`nav.${view}`)} · ${t('app.name')}` : t('app.name');
    if (id === null) scrollTo(0, 0);
  }, [view, id]);
  const content = VIEWS[view] ? h(VIEWS[view], { id, params }) : el.div({ class: 'empty' }, el.h1(null, t('state.not_found')));
  return view === 'wall' ? content : h(Frame, { view }, content);
}

function App() {
  const now = useStore(session);
  const [error, setError] = useState(null);
  useStore(prefs);
  const start = () => loadSession().then(() => setError(null), (refused) => refused.status !== 401 && setError(refused));
  useEffect(() => {
    start();
  }, []);
  const signedIn = now !== null && !now.signedOut;
  useEffect(() => {
    if (signedIn) openStream();
  }, [signedIn]);
  if (now?.signedOut) return h(Login, { auth: now.auth });
  if (!signedIn) return el.main({ class: 'starting' }, error ? h(Failed, { error, retry: start }) : h(Loading, null));
  return el.div({ class: 'app' }, h(View, null), h(Toasts, null));
}

render(h(App, null), document.getElementById('app'));
