import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { start } from '../fake/server.mjs';
import { launch, open, settled } from './browser.mjs';

// npm run looks: each view in its four looks, light and dark, in English and Thai, as one picture into infra/pictures; of the fake, so that it
// takes no demo. What was taken one by one stays in pictures/, to be looked at. VIEWS=muted,rules: only those.
const INTO = fileURLToPath(new URL('../../../../../../infra/pictures', import.meta.url));
const LOOKS = [['light', 'en'], ['light', 'th'], ['dark', 'en'], ['dark', 'th']];
const SIZE = { width: 1280, height: 860 };
const SCALE = 0.55;
const GAP = 8;
const VIEWS = { inbox: '', alert: '#/inbox/al_payment', muted: '#/inbox?view=muted', silences: '#/silences', customers: '#/customers?q=c40', customer: '#/customers/c_7f3a1eef', board: '#/board', flow: '#/flow', interventions: '#/interventions', rules: '#/rules/checkout-abandoned-sooner', audit: '#/audit', wall: '#/wall' };
const DOOR = 'sign-in';

const taken = (view, look) => `pictures/look-${view}-${look.join('-')}.png`;

async function take(browser, url, view, look) {
  const [theme, language] = look;
  const page = await open(browser, url, { ...SIZE, theme, language, hash: VIEWS[view] ?? '' });
  page.setDefaultTimeout(60_000);
  if (view === DOOR) await page.waitForSelector('input[name=token]');
  else await settled(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: taken(view, look) });
  // Whoever has not signed in yet is refused, and the browser complains of it.
  if (view !== DOOR && page.complaints.length) throw new Error(`${view} ${look}: ${page.complaints}`);
  await page.context().close();
}

/** The four looks of a view, small enough for a page of text. */
async function compose(browser, view) {
  const page = await browser.newPage();
  const pictures = await Promise.all(LOOKS.map(async (look) => `data:image/png;base64,${(await readFile(taken(view, look))).toString('base64')}`));
  const url = await page.evaluate(async ([sources, width, height, gap]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width + gap, height: 2 * height + gap });
    const brush = canvas.getContext('2d');
    brush.imageSmoothingQuality = 'high';
    for (const [at, src] of sources.entries()) {
      const picture = Object.assign(new Image(), { src });
      await picture.decode();
      brush.drawImage(picture, (at % 2) * (width + gap), Math.floor(at / 2) * (height + gap), width, height);
    }
    return canvas.toDataURL('image/webp', 0.8);
  }, [pictures, Math.round(SIZE.width * SCALE), Math.round(SIZE.height * SCALE), GAP]);
  await writeFile(`${INTO}/looks-${view}.webp`, Buffer.from(url.split(',')[1], 'base64'));
  await page.close();
}

await mkdir('pictures', { recursive: true });
const fake = await start({ role: 'admin' });
const door = await start({ auth: 'token' });
fake.incident('open');
fake.incident('muted');
const browser = await launch();
try {
  for (const view of process.env.VIEWS?.split(',') ?? [...Object.keys(VIEWS), DOOR]) {
    for (const look of LOOKS) await take(browser, view === DOOR ? door.url : fake.url, view, look);
    await compose(browser, view);
  }
} finally {
  await browser.close();
  await fake.close();
  await door.close();
}
