import { el, h, cls, useMemo } from '../h.js';
import { compact, count, day, duration, hour, share } from '../format.js';
import { t } from '../i18n.js';
import { Chart, tooltip } from '../parts/chart.js';
import { Empty, Shown } from '../parts/states.js';
import { language } from '../prefs.js';
import { useResource } from '../resource.js';
import { stageName, stageOrder } from '../stages.js';

const MINUTES = 15;
const BEGIN = '\u0000begin';
const END = '\u0000end';

const rate = (stage) => (stage.left > 0 ? stage.dropped / stage.left : null);
// Who left has gone on or dropped off.
const wentOn = (stage) => stage.left - stage.dropped;
const nameOf = (id) => (id === BEGIN ? t('flow.begin') : id === END ? t('flow.end') : stageName(id));

/**
 * Where journeys stood on the left, where they went on the right. A stage stands on both sides, so that a step back is a
 * link like any other and not a circle, which no Sankey can draw.
 */
function sides(flow) {
  const moves = flow.transitions
    .filter((move) => move.journeys > 0)
    .map((move) => ({ ...move, from: move.from ?? BEGIN, to: move.to ?? END }));
  const order = (id) => (id === BEGIN ? -1 : stageOrder(id));
  const lefts = [...new Set(moves.map((move) => move.from))].sort((a, b) => order(a) - order(b));
  const rights = [...new Set(moves.map((move) => move.to))].sort((a, b) => (a === END) - (b === END) || order(a) - order(b));
  return { moves, lefts, rights };
}

const sankey = ({ moves, lefts, rights }) => (colours) => {
  const back = (move) => move.to !== END && move.from !== BEGIN && stageOrder(move.to) < stageOrder(move.from);
  const colourOf = (move) => (move.to === END ? colours.high : back(move) ? colours.medium : colours.accent);
  const total = (side, id) => moves.filter((move) => move[side] === id).reduce((sum, move) => sum + move.journeys, 0);
  const node = (side, position) => (id) => ({
    name: `${side} ${id}`,
    depth: side === 'from' ? 0 : 1,
    itemStyle: { color: id === END ? colours.high : colours.muted },
    label: { position, formatter: `${nameOf(id)}  ${compact(total(side, id))}`, color: colours.text },
  });
  return {
    tooltip: tooltip(colours, {
      formatter: ({ dataType, data }) => (dataType === 'edge' ? `${nameOf(data.move.from)} → ${nameOf(data.move.to)}\n${t('flow.journeys')} ${count(data.value)}${data.move.median_ms === null ? '' : `\n${t('flow.median')} ${duration(data.move.median_ms)}\n${t('flow.p90')} ${duration(data.move.p90_ms)}`}` : ''),
    }),
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 14,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        data: [...lefts.map(node('from', 'right')), ...rights.map(node('to', 'left'))],
        links: moves.map((move) => ({ source: `from ${move.from}`, target: `to ${move.to}`, value: move.journeys, move, lineStyle: { color: colourOf(move), opacity: 0.28, curveness: 0.5 } })),
      },
    ],
  };
};

function Flow({ flow, title }) {
  const shown = useMemo(() => sides(flow), [flow, language()]);
  const options = useMemo(() => sankey(shown), [shown]);
  const text = shown.moves.map((move) => `${nameOf(move.from)} → ${nameOf(move.to)} ${count(move.journeys)}`).join('; ');
  return el.section(
    { class: 'card' },
    el.header({ class: 'view-head' }, el.h2(null, title), el.p({ class: 'tally' }, `${day(flow.from)}, ${hour(flow.from)} – ${hour(flow.to)}`)),
    shown.moves.length ? h(Chart, { options, height: 340, label: t('flow.chart', { when: title, text }) }) : h(Empty, { title: t('flow.empty') }),
  );
}

function Stages({ now, then }) {
  const before = new Map((then?.stages ?? []).map((stage) => [stage.id, stage]));
  const cell = (value, old, show, worse = false) =>
    el.td({ class: cls('number', worse && 'worse') }, worse ? '▲ ' : '', show(value), el.span({ class: 'before' }, old === undefined || old === null ? '' : t('flow.before', { value: show(old) })));
  const row = (stage) => {
    const old = before.get(stage.id);
    const dropped = rate(stage);
    const was = old && rate(old);
    return el.tr(
      { key: stage.id },
      el.th({ scope: 'row' }, stageName(stage.id)),
      cell(stage.journeys, old?.journeys, count),
      cell(stage.entered, old?.entered, count),
      cell(wentOn(stage), old && wentOn(old), count),
      cell(stage.dropped, old?.dropped, count),
      cell(dropped, was, share, dropped !== null && was !== null && was !== undefined && dropped > was * 1.5),
      cell(stage.median_ms, old?.median_ms, duration),
      cell(stage.p90_ms, old?.p90_ms, duration),
    );
  };
  const heads = ['journeys', 'entered', 'left', 'dropped', 'drop_rate', 'median', 'p90'];
  return el.div(
    { class: 'scroll', role: 'region', tabIndex: 0, 'aria-label': t('flow.table') },
    el.table(
      { class: 'stages' },
      el.thead(null, el.tr(null, el.th({ scope: 'col' }, t('flow.stage')), heads.map((head) => el.th({ key: head, scope: 'col', class: 'number' }, t(`flow.${head}`))))),
      el.tbody(null, [...now.stages].sort((a, b) => stageOrder(a.id) - stageOrder(b.id)).map(row)),
    ),
  );
}

export function FlowView() {
  const resource = useResource(`flow?minutes=${MINUTES}`, { every: 15_000 });
  return el.div(
    { class: 'flow' },
    el.header({ class: 'view-head' }, el.h1(null, t('flow.title'))),
    h(Shown, { resource, rows: 4 }, ({ now, then }) =>
      el.div(
        { class: 'stack' },
        el.div({ class: 'pair' }, h(Flow, { flow: now, title: t('flow.now') }), then?.transitions.length ? h(Flow, { flow: then, title: t('flow.then') }) : el.section({ class: 'card' }, h(Empty, { title: t('flow.then'), text: t('flow.no_then') }))),
        h(Stages, { now, then }),
        el.p({ class: 'hint' }, t('flow.times')),
      ),
    ),
  );
}
