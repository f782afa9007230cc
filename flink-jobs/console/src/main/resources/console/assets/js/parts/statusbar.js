import { el, cls, h, useLayoutEffect } from '../h.js';
import { clock, compact, count, decimal, duration, moment, NOTHING, zone, zoneName } from '../format.js';
import { t } from '../i18n.js';
import { isStale, status } from '../live.js';
import { useNow, useStore } from '../store.js';

const LATE_AFTER = 10_000;

function Number({ label, value, warn, title }) {
  return el.div({ class: cls('stat', warn && 'warn'), title }, el.dt(null, label), el.dd(null, value));
}

function Connection({ connected, stale, heardAt, said }) {
  const word = !connected || said === null ? t('status.connecting') : stale ? t('status.stale') : t('status.live');
  return el.div(
    { class: cls('connection', stale && 'stale'), role: 'status' },
    el.span({ class: 'dot', 'aria-hidden': 'true' }),
    el.span(null, word),
    stale && heardAt ? el.span({ class: 'as-of' }, t('state.stale_since', { at: clock(heardAt) })) : null,
  );
}

/** Are the numbers on the page old by now? Says so to all style sheets, too: nothing else has to be drawn anew for it. */
export function useStale() {
  const stale = isStale(useStore(status), useNow());
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-stale', stale);
    return () => document.documentElement.removeAttribute('data-stale');
  }, [stale]);
  return stale;
}

/** How far the stream is, always in sight. Old numbers are grey and say how old. */
export function StatusBar() {
  const all = useStore(status);
  const stale = useStale();
  const { said } = all;
  const silent = said?.topics.filter((topic) => topic.silent).map((topic) => topic.name) ?? [];
  return el.section(
    { class: cls('statusbar', stale && 'stale'), 'aria-label': t('status.label') },
    h(Connection, { ...all, stale }),
    el.dl(
      null,
      h(Number, { label: t('status.lag'), value: duration(said?.event_lag_ms), warn: said?.event_lag_ms > LATE_AFTER }),
      h(Number, { label: t('status.watermark'), value: said?.watermark ? `${clock(said.watermark)} ${zoneName(new Date(said.watermark).getTime())}` : NOTHING, title: said?.watermark ? `${moment(said.watermark)} ${zone() ?? ''}` : undefined }),
      h(Number, { label: t('status.rate'), value: said ? decimal(said.events_per_second, said.events_per_second < 10 ? 1 : 0) : NOTHING }),
      h(Number, { label: t('status.late'), value: compact(said?.counts.late), title: count(said?.counts.late) }),
      h(Number, { label: t('status.dead'), value: compact(said?.counts.dead), title: count(said?.counts.dead), warn: said?.counts.dead_recent > 0 }),
      said?.counts.unreadable > 0 ? h(Number, { label: t('status.unreadable'), value: compact(said.counts.unreadable), title: t('status.unreadable_what', { n: count(said.counts.unreadable) }), warn: true }) : null,
      h(Number, { label: t('status.silent'), value: silent.length ? silent.join(', ') : said ? t('status.silent_none') : NOTHING, warn: silent.length > 0, title: t('status.silent_sources') }),
    ),
  );
}

export function Away() {
  const { said } = useStore(status);
  if (said === null || said.kafka.reachable) return null;
  const { since } = said.kafka;
  return el.p({ class: 'banner', role: 'alert' }, since ? t('status.kafka_away', { at: clock(since) }) : t('status.kafka_away_unknown'));
}
