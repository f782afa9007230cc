import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { words } from '../../../main/resources/console/assets/js/words.js';
import { start } from '../fake/server.mjs';

// contract.json is what the server says: PageContractTest holds it to the server, and this the fake and the words to it.
const contract = JSON.parse(readFileSync(new URL('../contract.json', import.meta.url), 'utf8'));
const MAPS = ['group', 'profile', 'consents', 'withheld', 'open', 'label'];
const ANSWERS = { session: 'session', alerts: 'alerts?view=all&limit=500', alert: 'alerts/al_payment', silences: 'silences', touchpoints: 'touchpoints', flow: 'flow', customers: 'customers?q=c40', customer: 'customers/c_7f3a1eef', interventions: 'interventions', rules: 'rules', audit: 'audit', status: 'status' };

function walk(node, at, paths) {
  if (Array.isArray(node) && node.length > 0) node.forEach((child) => walk(child, `${at}[]`, paths));
  else if (node !== null && typeof node === 'object' && !Array.isArray(node) && !MAPS.includes(at.split('.').at(-1))) Object.entries(node).forEach(([key, value]) => walk(value, at === '' ? key : `${at}.${key}`, paths));
  else paths.add(at);
}

/** Paths to all that is neither an object nor an array, over all items. */
function shape(answer) {
  const paths = new Set();
  walk(answer, '', paths);
  return [...paths].filter((path) => ![...paths].some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`))).sort();
}

describe('the fake has the fields of the server, no more and no fewer', () => {
  let fake;
  before(async () => {
    fake = await start({ role: 'admin' });
    fake.incident('open');
    fake.incident('muted');
  });
  after(() => fake.close());

  for (const [name, path] of Object.entries(ANSWERS)) {
    test(name, async () => {
      const { headers } = await fetch(`${fake.url}/api/session`);
      const response = await fetch(`${fake.url}/api/${path}`, { headers: { Cookie: headers.get('set-cookie').split(';')[0] } });
      assert.deepEqual(shape(await response.json()), [...contract.shapes[name]].sort());
    });
  }
});

test('whatever the server may say has words in both languages', () => {
  for (const [family, codes] of Object.entries(contract.codes)) {
    for (const language of ['en', 'th']) assert.deepEqual(codes.filter((code) => words[language][`${family}.${code}`] === undefined), [], `${family} in ${language}`);
  }
});

test('formulas are those of the server', () => {
  for (const { id, formula } of contract.measures) assert.equal(words.en[`formula.${id}`], formula);
});

test('whatever is written into the audit has words', () => {
  const JAVA = new URL('../../../main/java/', import.meta.url).pathname;
  const sources = readdirSync(JAVA, { recursive: true }).filter((file) => file.endsWith('.java')).map((file) => readFileSync(join(JAVA, file), 'utf8'));
  const actions = sources.flatMap((text) => [...text.matchAll(/audit\s*\.add\(([^;]*?)\);/g)].flatMap(([, args]) => [...args.matchAll(/"((?:login|logout|customer|silence|alert|intervention)(?:\.[a-z]+)*)"/g)].map(([, action]) => action)));
  assert.ok(actions.length >= 6, actions.join());
  for (const action of actions) assert.ok(words.th[`audit.action.${action}`] !== undefined, action);
});
