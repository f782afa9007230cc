import { el } from '../h.js';

const WIDTH = 160;
const HEIGHT = 36;
const PAD = 3;

/** `[t, value|null, low|null, high|null]` as scaled points; the band counts for the scale, so that what leaves it is seen to. */
function scaled(series) {
  const values = series.flatMap(([, ...three]) => three.filter((value) => value !== null && value !== undefined));
  if (!values.length) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || Math.abs(low) || 1;
  const from = series[0][0];
  const time = series.at(-1)[0] - from || 1;
  const x = (at) => ((at - from) / time) * (WIDTH - 2 * PAD) + PAD;
  const y = (value) => HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD);
  return { x, y };
}

const point = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The line, broken where nothing is known. */
function line(series, { x, y }) {
  let pen = false;
  return series
    .map(([at, value]) => {
      if (value === null || value === undefined) {
        pen = false;
        return '';
      }
      const step = `${pen ? 'L' : 'M'}${point(x(at), y(value))}`;
      pen = true;
      return step;
    })
    .join('');
}

function band(series, { x, y }) {
  const known = series.filter(([, , low, high]) => low !== null && low !== undefined && high !== null && high !== undefined);
  if (known.length < 2) return null;
  const above = known.map(([at, , , high]) => point(x(at), y(high)));
  const below = known.map(([at, , low]) => point(x(at), y(low))).reverse();
  return `M${[...above, ...below].join('L')}Z`;
}

/** A figure's last hours over its normal band. What it says is also said in words beside it. */
export function Sparkline({ series, out }) {
  const scale = series?.length ? scaled(series) : null;
  const last = series?.at(-1);
  return el.svg(
    { class: 'sparkline', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    scale && el.path({ class: 'band', d: band(series, scale) ?? '' }),
    scale && el.path({ class: 'line', d: line(series, scale) }),
    scale && last[1] !== null && last[1] !== undefined
      ? el.path({ class: out ? 'last out' : 'last', d: `M${point(scale.x(last[0]), scale.y(last[1]))}h0.01` })
      : null,
  );
}
