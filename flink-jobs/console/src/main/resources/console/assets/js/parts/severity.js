import { el } from '../h.js';
import { t } from '../i18n.js';

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

// One shape each, so that colour is never all that tells them apart.
const SHAPES = {
  critical: 'M8 0.8 15.2 8 8 15.2 0.8 8Z',
  high: 'M8 1.5 15 14.5H1Z',
  medium: 'M2 2H14V14H2Z',
  low: 'M8 1.5A6.5 6.5 0 1 1 8 14.5 6.5 6.5 0 1 1 8 1.5Z',
  info: 'M2 6.5H14V9.5H2Z',
};

export function Severity({ of, bare = false }) {
  const known = SHAPES[of] ? of : 'info';
  return el.span(
    { class: `severity ${known}` },
    el.svg(
      { viewBox: '0 0 16 16', class: 'shape', 'aria-hidden': bare ? undefined : 'true', role: bare ? 'img' : undefined, 'aria-label': bare ? t(`severity.${known}`) : undefined },
      el.path({ d: SHAPES[known] }),
    ),
    bare ? null : el.span({ class: 'word' }, t(`severity.${known}`)),
  );
}
