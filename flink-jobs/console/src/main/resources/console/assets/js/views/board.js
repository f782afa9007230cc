import { el, h, cls, useEffect, useState } from '../h.js';
import { query } from '../api.js';
import { clock, count, NOTHING } from '../format.js';
import { t } from '../i18n.js';
import { focusSearch, useKeys } from '../keys.js';
import { onStream } from '../live.js';
import { measureFormula, measureName, measureOf, measureReading } from '../measures.js';
import { placeName } from '../parts/place-words.js';
import { Sparkline } from '../parts/sparkline.js';
import { Empty, Shown } from '../parts/states.js';
import { useResource } from '../resource.js';
import { refine } from '../routes.js';
import { FigureDialog } from './figure.js';

const MINUTES = 180;
const MIN_N = 30;
const WINDOW = 5 * 60_000;

export const channelName = (channel) => channel ?? t('board.all_channels');
export const outOfLine = (place) => place.figures.filter(isOut).length;

/** Who waits now, and for how long, is so of one alone, too. */
const isOfEach = (measure) => measureOf(measure).unit === 'count' || measure === 'wait_oldest';

/** Whether nothing can be said: what is not defined, and shares, means and percentiles of a handful. */
export const isFew = ({ measure, value, n }) => (value ?? null) === null || (n < MIN_N && !isOfEach(measure));

/** Whether it is out of line, and of enough to say so. */
export const isOut = (figure) => figure.state === 'out' && !isFew(figure);

/** Where a figure stands, in words: colour alone says nothing. */
export function standing(figure) {
  const { state, value, normal } = figure;
  if (state === 'stale') return t('board.stale');
  if (isFew(figure)) return t('board.few');
  if (!normal) return t('board.no_band');
  if (state !== 'out') return t('board.ok');
  return t(value > normal.high ? 'board.above' : 'board.below');
}

export function bandText(measure, normal) {
  if (!normal) return t('board.no_band');
  const args = { low: measureReading(measure, normal.low), high: measureReading(measure, normal.high) };
  if (normal.weeks > 0) return t('board.normal', args);
  return t(measureOf(measure).direction === 'lower_is_worse' ? 'board.at_least' : 'board.at_most', args);
}

function Figure({ figure, open }) {
  const out = isOut(figure);
  const unsaid = isFew(figure);
  const grey = unsaid || figure.state === 'stale';
  const name = measureName(figure.measure);
  const value = unsaid ? NOTHING : measureReading(figure.measure, figure.value);
  return el.li(
    { class: cls('figure', out && 'out', grey && 'grey') },
    el.button(
      { type: 'button', onClick: open, 'aria-haspopup': 'dialog' },
      el.span({ class: 'figure-name' }, name),
      ' ',
      el.span({ class: 'figure-value' }, value),
      ' ',
      el.span({ class: 'figure-state' }, out ? [el.span({ key: 'arrow', 'aria-hidden': 'true' }, figure.value > figure.normal.high ? '▲ ' : '▼ '), standing(figure)] : grey || !figure.normal ? standing(figure) : bandText(figure.measure, figure.normal)),
      h(Sparkline, { series: figure.series, out }),
      el.span({ class: 'figure-foot' }, el.span({ class: 'n' }, t('board.n', { n: count(figure.n) })), ' ', el.span({ class: 'formula' }, measureFormula(figure.measure))),
    ),
  );
}

function Place({ place, open }) {
  const out = outOfLine(place);
  return el.section(
    { class: cls('place', out > 0 && 'out'), 'aria-label': `${placeName(place.touchpoint)}, ${channelName(place.channel)}` },
    el.header(
      null,
      el.h2(null, placeName(place.touchpoint), ' ', el.span({ class: 'channel' }, channelName(place.channel))),
      out > 0 ? el.span({ class: 'tag out' }, `▲ ${t('board.out', { n: out })}`) : el.span({ class: 'hint' }, t('board.ok')),
      el.time({ dateTime: place.updated_at, class: 'hint' }, clock(place.updated_at)),
    ),
    el.ul({ class: 'figures' }, place.figures.map((figure) => h(Figure, { key: figure.measure, figure, open: () => open({ place, measure: figure.measure }) }))),
  );
}

/** The series with the newest point: the same window's point is replaced, not repeated. */
function extended(series, at, { value, normal }) {
  const start = Math.floor((at - 1) / WINDOW) * WINDOW;
  const point = [start, value, normal?.low ?? null, normal?.high ?? null];
  return [...series.filter(([time]) => time < start), point].filter(([time]) => time > at - MINUTES * 60_000);
}

function withPulse(places, pulse) {
  return places.map((place) => {
    if (place.touchpoint !== pulse.touchpoint || place.channel !== pulse.channel) return place;
    const old = new Map([...(place.unsaid ?? []), ...place.figures.map((figure) => [figure.measure, figure.series ?? []])]);
    const at = new Date(pulse.updated_at).getTime();
    const figures = pulse.figures.map((figure) => ({ ...figure, series: extended(old.get(figure.measure) ?? [], at, figure) }));
    // What this pulse says nothing of goes on where it was when it is said again.
    for (const { measure } of figures) old.delete(measure);
    return { ...pulse, figures, unsaid: old };
  });
}

const bySeriousness = (a, b) => outOfLine(b) - outOfLine(a) || (a.touchpoint === '*' ? -1 : b.touchpoint === '*' ? 1 : 0) || a.touchpoint.localeCompare(b.touchpoint);

/** The places as the server has them, kept up to date by the stream; asked for anew now and then, for places that are new. */
export function useTouchpoints(persona = '') {
  const path = `touchpoints${query({ persona, minutes: MINUTES })}`;
  // The stream tells of all personas together only.
  const resource = useResource(path, { every: persona ? 10_000 : 60_000 });
  useEffect(() => (persona ? undefined : onStream('pulse', (pulse) => resource.set((page) => ({ ...page, items: withPulse(page.items, pulse) })))), [path]);
  return resource;
}

export function Board({ params }) {
  const [shown, setShown] = useState(null);
  const resource = useTouchpoints(params.persona);
  useKeys({ '/': focusSearch });
  const all = resource.data?.items ?? [];
  const channels = [...new Set(all.map((place) => place.channel).filter(Boolean))].sort();
  const places = all
    .filter((place) => !params.channel || place.channel === params.channel)
    .filter((place) => !params.q || place.touchpoint.toLowerCase().includes(params.q.toLowerCase()))
    .filter((place) => params.out !== '1' || outOfLine(place) > 0)
    .sort(bySeriousness);
  // What is chosen stays there to be chosen while its figures are on their way, and when there are none any more.
  const personas = [...new Set([...(resource.data?.personas ?? []), ...(params.persona ? [params.persona] : [])])].sort();
  const chosen = shown && all.find((place) => place.touchpoint === shown.place.touchpoint && place.channel === shown.place.channel);
  // A measure may be said no more while it is looked at.
  const figure = chosen?.figures.find(({ measure }) => measure === shown.measure);
  return el.div(
    { class: 'board' },
    el.header({ class: 'view-head' }, el.h1(null, t('board.title')), el.p({ class: 'tally' }, t('board.span'))),
    el.div(
      { class: 'toolbar' },
      el.input({ type: 'search', 'data-search': '', 'aria-label': t('inbox.touchpoint'), placeholder: `${t('inbox.touchpoint')}  /`, value: params.q ?? '', onInput: (event) => refine({ q: event.target.value }) }),
      el.select(
        { 'aria-label': t('board.channel'), value: params.channel ?? '', onChange: (event) => refine({ channel: event.target.value }) },
        el.option({ value: '' }, t('board.channel.all')),
        channels.map((channel) => el.option({ key: channel, value: channel }, channel)),
      ),
      personas.length > 0 &&
        el.select(
          { 'aria-label': t('board.persona'), value: params.persona ?? '', onChange: (event) => refine({ persona: event.target.value }) },
          el.option({ value: '' }, t('board.persona.all')),
          personas.map((persona) => el.option({ key: persona, value: persona }, persona)),
        ),
      el.label({ class: 'inline' }, el.input({ type: 'checkbox', checked: params.out === '1', onChange: (event) => refine({ out: event.target.checked ? '1' : '' }) }), el.span(null, t('board.out_only'))),
    ),
    h(Shown, { resource, rows: 6, empty: () => (places.length ? null : h(Empty, { title: t(all.length ? 'board.empty.filter' : 'board.empty') })) }, () =>
      el.div({ class: 'places' }, places.map((place) => h(Place, { key: `${place.touchpoint} ${place.channel}`, place, open: setShown }))),
    ),
    figure ? h(FigureDialog, { place: chosen, figure, onClose: () => setShown(null) }) : null,
  );
}
