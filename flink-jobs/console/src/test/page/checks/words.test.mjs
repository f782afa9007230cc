import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { words } from '../../../main/resources/console/assets/js/words.js';

const JS = new URL('../../../main/resources/console/assets/js/', import.meta.url).pathname;
const sources = readdirSync(JS, { recursive: true }).filter((file) => file.endsWith('.js')).map((file) => [file, readFileSync(join(JS, file), 'utf8')]);
const forms = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));
const placeholders = (entry) => forms(entry).map((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join());

test('English and Thai say the same things', () => {
  assert.deepEqual(Object.keys(words.th).sort(), Object.keys(words.en).sort());
});

test('both take the same numbers and names', () => {
  for (const key of Object.keys(words.en)) assert.deepEqual(placeholders(words.th[key]), placeholders(words.en[key]), key);
});

test('Thai is Thai, but for names', () => {
  const names = /^(app\.name|interventions\.p|board\.n|measure\.(nps|csat|lcp_p75|inp_p75|cls_p75|apdex))$/;
  const left = Object.entries(words.th).filter(([key, entry]) => !names.test(key) && forms(entry).some((text) => !/[\u0e00-\u0e7f]/.test(text) && /[a-z]{2}/i.test(text.replaceAll(/\{\w+\}/g, ''))));
  assert.deepEqual(left, []);
});

test('whatever the page says has words', () => {
  for (const [file, text] of sources) {
    for (const [, key] of text.matchAll(/\bt\('([^']+)'/g)) assert.ok(words.en[key] !== undefined, `${file}: ${key}`);
  }
});

test('no words are kept that nobody says', () => {
  const all = sources.filter(([file]) => !file.startsWith('words')).map(([, text]) => text).join('\n');
  // Said with an id in the middle: t(`severity.${id}`), named('cause', id).
  const families = new Set([...all.matchAll(/`([a-z_.]+\.)\$\{/g)].map(([, family]) => family).concat([...all.matchAll(/named\('([a-z_.]+)'/g)].map(([, family]) => `${family}.`)));
  const unsaid = Object.keys(words.en).filter((key) => !all.includes(`'${key}'`) && ![...families].some((family) => key.startsWith(family)));
  assert.deepEqual(unsaid, []);
});

test('nothing is parsed as HTML, evaluated, or fetched from elsewhere', () => {
  for (const [file, text] of sources) assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|\beval\(|new Function|https?:\/\//, file);
});
