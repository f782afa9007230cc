import { session } from './api.js';
import { language } from './prefs.js';

/** What people call a stage; ids of models that nobody told of stay ids. */
export function stageName(id) {
  const stage = session.get()?.stages?.find((each) => each.id === id);
  return stage?.label[language()] ?? stage?.label.en ?? String(id ?? '–');
}

/** Where a stage stands in the journey. */
export function stageOrder(id) {
  const at = session.get()?.stages?.findIndex((each) => each.id === id) ?? -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}
