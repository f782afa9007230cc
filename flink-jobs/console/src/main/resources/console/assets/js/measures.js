import { session } from './api.js';
import { isNamed, named, t } from './i18n.js';
import { reading } from './format.js';

const NONE = { unit: 'count', direction: 'neither', formula: '' };

/** Unit, direction and formula of a measure, as the server told. */
export const measureOf = (id) => session.get()?.measures?.find((measure) => measure.id === id) ?? NONE;
export const measureName = (id) => named('measure', id);
export const measureReading = (id, value) => reading(value, measureOf(id).unit);

/** How a measure is worked out; in the server's words where the page has none. */
export const measureFormula = (id) => (isNamed('formula', id) ? t(`formula.${id}`) : measureOf(id).formula);
