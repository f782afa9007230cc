import { writeFile } from 'node:fs/promises';
import { launch, open, REAL, settled } from './browser.mjs';

// When alerts are drawn in the inbox of the console at CONSOLE_URL. WANTED: what their touchpoint begins with; COUNT: how many there will
// be; SHOWN: the file for their touchpoints and times, in milliseconds since the epoch.
const { WANTED, COUNT, SHOWN } = process.env;
const PATIENCE = 200_000;
const SOON = 15_000;

/** Looks at each frame: the stream tells of an alert, or the list is loaded anew, and either is drawn. */
const noteWhatIsShown = (wanted) => {
  const place = new RegExp(`${wanted}\\d+/`);
  const known = new Set();
  self.shown = [];
  const look = () => {
    const now = Date.now();
    for (const row of document.querySelectorAll('[data-alert]')) {
      const touchpoint = place.exec(row.textContent)?.[0];
      if (!touchpoint || known.has(touchpoint)) continue;
      known.add(touchpoint);
      self.shown.push({ touchpoint, shown: now });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const browser = await launch();
try {
  const page = await open(browser, REAL, { first: [noteWhatIsShown, WANTED] });
  await settled(page);
  // The demo begins with hours that it catches up.
  await page.waitForFunction(async (soon) => {
    const status = await (await fetch('/api/status')).json();
    return status.event_lag_ms !== null && status.event_lag_ms < soon;
  }, SOON, { timeout: PATIENCE, polling: 1_000 });
  console.log('watching');
  await page.waitForFunction((count) => self.shown.length >= count, Number(COUNT), { timeout: PATIENCE }).catch(() => {});
  const shown = await page.evaluate(() => self.shown);
  await writeFile(SHOWN, JSON.stringify(shown));
  console.log(`${shown.length} of ${COUNT} were drawn`);
  process.exitCode = shown.length >= Number(COUNT) && page.complaints.length === 0 ? 0 : 1;
} finally {
  await browser.close();
}
