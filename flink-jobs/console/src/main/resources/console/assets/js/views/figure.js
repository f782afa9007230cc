import { el, h } from '../h.js';
import { count, decimal, hour, moment, NOTHING } from '../format.js';
import { t } from '../i18n.js';
import { measureFormula, measureName, measureOf, measureReading } from '../measures.js';
import { Chart, tooltip } from '../parts/chart.js';
import { Dialog } from '../parts/dialog.js';
import { placeName } from '../parts/place-words.js';
import { bandText, channelName, isFew, standing } from './board.js';

const options = (figure) => (colours) => {
  const read = (value) => measureReading(figure.measure, value);
  const times = figure.series.map(([at]) => at);
  const pick = (at) => figure.series.map((point) => point[at] ?? null);
  const low = pick(2);
  const high = pick(3).map((value, at) => (value === null || low[at] === null ? null : value - low[at]));
  const quiet = { type: 'line', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, stack: 'band', tooltip: { show: false } };
  return {
    grid: { left: 78, right: 16, top: 16, bottom: 26 },
    tooltip: tooltip(colours, {
      trigger: 'axis',
      formatter: (points) => {
        const [at, value, from, to] = figure.series[points[0].dataIndex];
        const band = from === null || to === null ? '' : `\n${t('figure.band')} ${read(from)} – ${read(to)}`;
        return `${moment(at)}\n${measureName(figure.measure)} ${read(value)}${band}`;
      },
    }),
    xAxis: { type: 'category', data: times, axisLabel: { color: colours.muted, formatter: (at) => hour(Number(at)) }, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: colours.muted, formatter: read }, splitLine: { lineStyle: { color: colours.line } } },
    series: [
      { ...quiet, data: low },
      { ...quiet, data: high, areaStyle: { color: colours.band, opacity: 1 } },
      { type: 'line', data: pick(1), symbol: 'circle', symbolSize: 4, showSymbol: false, connectNulls: false, lineStyle: { width: 2, color: colours.accent }, itemStyle: { color: colours.accent } },
    ],
  };
};

/** One figure, large: its hours over the normal band, and how it is worked out. */
export function FigureDialog({ place, figure, onClose }) {
  const measure = measureOf(figure.measure);
  const value = isFew(figure) ? NOTHING : measureReading(figure.measure, figure.value);
  const fact = (label, text) => el.div(null, el.dt(null, label), el.dd(null, text));
  const part = (number) => (measure.unit === 'milliseconds' ? measureReading(figure.measure, number) : Number.isInteger(number) ? count(number) : decimal(number, 1));
  return h(
    Dialog,
    { title: measureName(figure.measure), onClose, wide: true },
    el.p({ class: 'hint' }, `${placeName(place.touchpoint)} · ${channelName(place.channel)}`),
    el.p({ class: 'lead' }, `${value} · ${standing(figure)}`),
    h(Chart, { options: options(figure), label: `${measureName(figure.measure)}: ${value}, ${bandText(figure.measure, figure.normal)}` }),
    el.dl(
      { class: 'facts' },
      fact(t('figure.formula'), measureFormula(figure.measure) || NOTHING),
      fact('n', count(figure.n)),
      fact(t('figure.numerator'), part(figure.numerator)),
      fact(t('figure.denominator'), part(figure.denominator)),
      fact(t('figure.band'), figure.normal ? `${bandText(figure.measure, figure.normal)}${figure.normal.weeks ? ` · ${t('board.weeks', { n: figure.normal.weeks })}` : ''}` : NOTHING),
    ),
  );
}
