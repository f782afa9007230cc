import { el, useEffect, useRef } from '../h.js';
import { isDark, prefs } from '../prefs.js';
import { useStore } from '../store.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Colours of the page as they are now, for a canvas that knows no CSS. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries(['text', 'muted', 'line', 'surface', 'accent', 'band', 'critical', 'high', 'medium', 'low', 'good'].map((name) => [name, colour(name)]));
}

/**
 * A chart. `options(palette, width)` is ECharts' option; `label` says in words what it shows. Tooltips are drawn, not written as
 * HTML, so that a name out of an event stays a name.
 */
export function Chart({ options, label, height = 260 }) {
  const own = useRef(null);
  const chart = useRef(null);
  const { theme, language } = useStore(prefs);
  useEffect(() => {
    let gone = false;
    let watch;
    import('../../vendor/echarts.esm.min.js').then((echarts) => {
      if (gone) return;
      chart.current = echarts.init(own.current, null, { renderer: 'canvas' });
      draw(chart.current, options);
      watch = new ResizeObserver(() => chart.current?.resize());
      watch.observe(own.current);
      own.current.dataset.drawn = 'true';
    });
    return () => {
      gone = true;
      watch?.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    if (chart.current) draw(chart.current, options);
  }, [options, theme, language, isDark()]);
  return el.div({ class: 'chart', role: 'img', 'aria-label': label, style: { height: `${height}px` } }, el.div({ ref: own, class: 'canvas' }));
}

function draw(chart, options) {
  const colours = palette();
  chart.setOption(
    {
      animation: !calm.matches,
      animationDuration: 300,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colours.text },
      ...options(colours, chart.getWidth()),
    },
    { notMerge: true },
  );
}

/** How every tooltip looks. */
export const tooltip = (colours, more = {}) => ({
  renderMode: 'richText',
  confine: true,
  backgroundColor: colours.surface,
  borderColor: colours.line,
  textStyle: { color: colours.text, fontSize: 12 },
  ...more,
});
