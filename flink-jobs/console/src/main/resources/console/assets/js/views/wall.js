import { el, h, cls, useEffect } from '../h.js';
import { sorted, merged } from '../alerts.js';
import { age, clock, compact, count, duration, money, NOTHING } from '../format.js';
import { t } from '../i18n.js';
import { useKeys } from '../keys.js';
import { onStream, status } from '../live.js';
import { measureName, measureReading } from '../measures.js';
import { Overdue, said, titleOf, Trend } from '../parts/alert-words.js';
import { placeName } from '../parts/place-words.js';
import { Severity, SEVERITIES } from '../parts/severity.js';
import { Away, useStale } from '../parts/statusbar.js';
import { useResource } from '../resource.js';
import { go } from '../routes.js';
import { useNow, useStore } from '../store.js';
import { channelName, isOut, outOfLine, standing, useTouchpoints } from './board.js';

const OPEN = { view: 'open' };
const SHOWN = 5;
const FIGURES = 4;
const MINUTE = 60_000;

/** How many are open, by severity. Of more than the page holds the server knows; of the others the stream has said more since. */
const tally = (page, alerts) => (page?.next ? page.open : Object.fromEntries(SEVERITIES.map((severity) => [severity, alerts.filter((alert) => alert.severity === severity).length])));

function Head({ open, all, stale, now, said: numbers }) {
  const counts = SEVERITIES.slice(0, 4).map((severity) => [severity, open[severity] ?? 0]);
  return el.header(
    { class: cls('wall-head', stale && 'stale') },
    el.h1(null, el.span({ class: 'wall-count' }, count(all)), ' ', t('wall.open', { n: all })),
    el.ul({ class: 'wall-severities' }, counts.map(([severity, n]) => el.li({ key: severity, class: n === 0 ? 'none' : undefined }, h(Severity, { of: severity }), el.b(null, count(n))))),
    el.p({ class: 'wall-clock' }, el.span(null, stale ? t('status.stale') : `${t('status.lag')} ${duration(numbers?.event_lag_ms)}`), el.b(null, clock(now))),
  );
}

/** Seconds only in the first minute: from afar they are noise. */
function longAge(at, now) {
  const since = now - new Date(at).getTime();
  return age(at, since < MINUTE ? now : now - (since % MINUTE));
}

function Big({ alert, now }) {
  return el.li(
    { class: cls('wall-alert', alert.severity) },
    h(Severity, { of: alert.severity }),
    el.div(null, el.p({ class: 'wall-title' }, titleOf(alert)), el.p(null, said(alert), ' ', h(Trend, { of: alert.trend }), ' ', h(Overdue, { alert, now }))),
    el.dl(null, el.div(null, el.dt(null, t('inbox.customers')), el.dd(null, alert.origin === 'anomaly' && !alert.customers ? NOTHING : compact(alert.customers))), el.div(null, el.dt(null, t('inbox.value')), el.dd(null, money(alert.value_at_risk, alert.currency))), el.div(null, el.dt(null, t('inbox.age')), el.dd(null, longAge(alert.first_at, now))), el.div(null, el.dt(null, t('inbox.owner')), el.dd(null, alert.owner ?? t('inbox.unassigned')))),
  );
}

function OutOfLine({ places }) {
  const figures = places.filter((place) => outOfLine(place) > 0).flatMap((place) => place.figures.filter(isOut).map((figure) => ({ place, figure })));
  return el.section(
    { class: 'wall-out' },
    el.h2(null, t('wall.out'), figures.length > FIGURES ? el.span({ class: 'hint' }, ` ${t('wall.more', { n: count(figures.length - FIGURES) })}`) : null),
    figures.length === 0
      ? el.p({ class: 'hint' }, t('wall.out.none'))
      : el.ul(
          null,
          figures.slice(0, FIGURES).map(({ place, figure }) =>
            el.li({ key: `${place.touchpoint} ${place.channel} ${figure.measure}` }, el.span(null, `${placeName(place.touchpoint)} · ${channelName(place.channel)}`), el.b(null, `${measureName(figure.measure)} ${measureReading(figure.measure, figure.value)}`), el.span(null, `${figure.value > figure.normal.high ? '▲' : '▼'} ${standing(figure)}`)),
          ),
        ),
  );
}

/** For a screen on the wall: what is the matter, read from afar; nothing to press. */
export function Wall() {
  const resource = useResource('alerts?view=open&limit=100', { every: 60_000 });
  const places = useTouchpoints();
  const now = useNow();
  const { said: numbers } = useStore(status);
  const stale = useStale();
  useEffect(() => {
    const stops = [
      onStream('alert', (alert) => resource.set((page) => ({ ...page, items: merged(page.items, alert, OPEN) }))),
      onStream('gone', ({ alert_id: id }) => resource.set((page) => ({ ...page, items: page.items.filter((alert) => alert.alert_id !== id) }))),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  useKeys({ Escape: () => go('inbox') });
  const alerts = sorted(resource.data?.items ?? [], 'severity');
  const open = tally(resource.data, alerts);
  const all = Object.values(open).reduce((sum, n) => sum + n, 0);
  return el.main(
    { class: 'wall', 'aria-label': t('wall.title') },
    h(Away, null),
    h(Head, { open, all, stale, now, said: numbers }),
    resource.data && alerts.length === 0 ? el.div({ class: 'wall-calm' }, el.p({ class: 'wall-title' }, `✓ ${t('wall.calm')}`), el.p(null, t('wall.calm.more'))) : null,
    el.ul({ class: 'wall-alerts' }, alerts.slice(0, SHOWN).map((alert) => h(Big, { key: alert.alert_id, alert, now }))),
    all > SHOWN ? el.p({ class: 'hint' }, t('wall.more', { n: count(all - SHOWN) })) : null,
    h(OutOfLine, { places: places.data?.items ?? [] }),
    el.p({ class: 'hint wall-leave' }, t('wall.leave')),
  );
}
