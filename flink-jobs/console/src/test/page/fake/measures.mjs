import { readFileSync } from 'node:fs';

/** As the server tells them. */
export const { measures } = JSON.parse(readFileSync(new URL('../contract.json', import.meta.url), 'utf8'));

export const stages = [
  { id: 'awareness', label: { en: 'Awareness', th: 'การรับรู้' } },
  { id: 'consideration', label: { en: 'Consideration', th: 'การพิจารณา' } },
  { id: 'purchase', label: { en: 'Purchase', th: 'การซื้อ' } },
  { id: 'retention', label: { en: 'Retention', th: 'การคงอยู่' } },
  { id: 'advocacy', label: { en: 'Advocacy', th: 'การสนับสนุน' } },
];
