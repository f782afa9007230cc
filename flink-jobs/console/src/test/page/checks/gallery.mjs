import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { start as startFake } from '../fake/server.mjs';
import { goTo, launch, open, settled } from './browser.mjs';
import { plain, terminal } from './terminal.mjs';

// npm run gallery: starts the demo, waits for its incident, and takes the README's pictures of every view. What was taken one by one stays in
// pictures/, to be looked at. CONSOLE_URL: a demo that runs already.
const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url));
const INTO = `${ROOT}infra/pictures`;
const INCIDENT = 'Many customers meet the same: /checkout';
const LOOKS = [['light', 'en'], ['dark', 'th']];
const SIZE = { width: 1280, height: 860 };
const COLOURED = { ...process.env, WAYMARK_JAVA_OPTS: '-Xmx1g -XX:+UseParallelGC -Dpicocli.ansi=true' };

const said = [];

async function demo() {
  if (process.env.CONSOLE_URL) return { url: process.env.CONSOLE_URL.replace(/\/$/, ''), end() {} };
  const running = spawn(`${ROOT}waymark`, ['demo'], { stdio: ['ignore', 'pipe', 'pipe'], env: COLOURED });
  createInterface({ input: running.stdout }).on('line', (line) => said.push(line));
  for await (const line of createInterface({ input: running.stderr })) {
    const url = /Console +(http:\/\/[^/]+)/.exec(line)?.[1];
    if (url) {
      running.stderr.resume();
      return { url, end: () => running.kill('SIGINT') };
    }
  }
  throw new Error('the demo did not start');
}

/** Looks after what there is, as somebody on duty would: else nothing is owned, silenced or in the audit. */
async function look(page, incident) {
  const panel = page.getByRole('complementary');
  const acknowledge = panel.getByRole('button', { name: 'Acknowledge' });
  const acknowledged = panel.locator('.history', { hasText: 'acknowledged' });
  await goTo(page, `#/inbox/${incident}`);
  await acknowledge.or(acknowledged).first().waitFor();
  if (await acknowledged.count() === 0) await acknowledge.click();
  await acknowledged.waitFor();
  await goTo(page, '#/inbox');
  await page.locator('.alert-row', { hasText: 'Sign-in fails' }).getByRole('link').first().click();
  await panel.getByRole('heading', { name: 'Sign-in fails' }).waitFor();
  await panel.getByRole('button', { name: 'Silence' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('the identity provider is at it, its ticket is 4711');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await page.getByText('Silence set; it ends by itself.').waitFor();
}

/** The ids of what there is to see: the incident, and a customer whom it met. */
async function found(browser, url) {
  const page = await open(browser, url);
  page.setDefaultTimeout(60_000);
  await settled(page);
  const incident = page.locator('.alert-row', { hasText: INCIDENT }).first();
  await incident.waitFor({ timeout: 600_000 });
  const id = await incident.getAttribute('data-alert');
  await goTo(page, `#/inbox/${id}`);
  const customer = page.locator('.signals li', { hasText: 'payment-failed' }).getByRole('link').first();
  const ref = (await customer.getAttribute('href', { timeout: 60_000 })).split('/').at(-1);
  await look(page, id);
  // Some of it takes a while: the customer's journey, those who pay in the end.
  await page.waitForTimeout(10_000);
  await page.context().close();
  return { id, ref };
}

const taken = (view, [theme, language]) => `pictures/${view}-${theme}-${language}.png`;

async function take(browser, url, views) {
  for (const look of LOOKS) {
    const [theme, language] = look;
    const page = await open(browser, url, { ...SIZE, theme, language });
    page.setDefaultTimeout(60_000);
    await page.waitForSelector('.statusbar:not(.stale), input[name=token]');
    for (const [view, hash] of Object.entries(views)) {
      await goTo(page, hash);
      await page.waitForTimeout(600);
      await page.screenshot({ path: taken(view, look) });
    }
    await page.context().close();
  }
}

/** Two looks of a view beside each other, as one picture that is small enough for a page of text. */
async function compose(browser, view) {
  const page = await browser.newPage();
  const [left, right] = await Promise.all(LOOKS.map(async (look) => `data:image/png;base64,${(await readFile(taken(view, look))).toString('base64')}`));
  const url = await page.evaluate(async ([one, other, { width, height }]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width * 0.75 + 12, height: height * 0.75 });
    const brush = canvas.getContext('2d');
    brush.imageSmoothingQuality = 'high';
    for (const [source, x] of [[one, 0], [other, width * 0.75 + 12]]) {
      const picture = Object.assign(new Image(), { src: source });
      await picture.decode();
      brush.drawImage(picture, x, 0, width * 0.75, height * 0.75);
    }
    return canvas.toDataURL('image/webp', 0.85);
  }, [left, right, SIZE]);
  await writeFile(`${INTO}/console-${view}.webp`, Buffer.from(url.split(',')[1], 'base64'));
  await page.close();
}

/** What the terminal said when the incident was noticed. */
async function tell() {
  const live = said.findIndex((line) => plain(line).startsWith('Now live'));
  const noticed = said.findIndex((line, at) => at > live && /Many customers meet the same at \/checkout/.test(line));
  if (noticed < 0) return;
  const lines = said.slice(Math.max(0, noticed - 8), noticed + 16);
  await writeFile(`${INTO}/demo.txt`, `${lines.map(plain).join('\n')}\n`);
  await writeFile(`${INTO}/demo.svg`, terminal('./waymark demo', 'A terminal with ./waymark demo: alerts and triggers as they happen', lines));
}

await mkdir('pictures', { recursive: true });
const browser = await launch();
const shop = await demo();
const fake = await startFake({ auth: 'token' });
try {
  const { id, ref } = await found(browser, shop.url);
  const views = { inbox: '#/inbox', alert: `#/inbox/${id}`, muted: '#/inbox?view=muted', board: '#/board', flow: '#/flow', customers: '#/customers?q=c1000', customer: `#/customers/${ref}`, interventions: '#/interventions', rules: '#/rules/payment-failed', silences: '#/silences', audit: '#/audit', wall: '#/wall' };
  await take(browser, shop.url, views);
  await take(browser, fake.url, { 'sign-in': '' });
  for (const view of [...Object.keys(views), 'sign-in']) await compose(browser, view);
  await tell();
} finally {
  shop.end();
  await fake.close();
  await browser.close();
}
