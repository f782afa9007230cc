import { mkdir } from 'node:fs/promises';
import { aConsole, launch, open, settled } from './browser.mjs';

// node checks/pictures.mjs [view...]: pictures of the views into pictures/, to be looked at.
const VIEWS = { inbox: '', muted: '#/inbox?view=muted', alert: '#/inbox/al_payment', board: '#/board', flow: '#/flow', customers: '#/customers?q=c40', customer: '#/customers/c_7f3a1eef', interventions: '#/interventions', rules: '#/rules/cart-abandoned', silences: '#/silences', audit: '#/audit', wall: '#/wall' };
const wanted = process.argv.slice(2).filter((word) => VIEWS[word] !== undefined);
const variants = process.env.ALL ? [390, 1280, 1920].flatMap((width) => ['light', 'dark'].flatMap((theme) => ['en', 'th'].map((language) => [width, theme, language]))) : [[390, 'light', 'th'], [1280, 'light', 'en'], [1920, 'dark', 'en'], [1280, 'dark', 'th']];

await mkdir('pictures', { recursive: true });
const fake = await aConsole({ role: 'admin' });
fake.incident('open');
fake.incident('muted');
const browser = await launch();
for (const name of wanted.length ? wanted : Object.keys(VIEWS)) {
  for (const [width, theme, language] of variants) {
    const page = await open(browser, fake.url, { width, height: width < 500 ? 844 : width > 1500 ? 1080 : 900, theme, language, hash: VIEWS[name] });
    await settled(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `pictures/${name}-${width}-${theme}-${language}.png`, fullPage: width < 500 });
    if (page.complaints.length) console.log(name, width, page.complaints);
    await page.context().close();
  }
}
await browser.close();
await fake.close();
