import { chromium } from 'playwright-core';
import { start } from '../fake/server.mjs';

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The console that runs at CONSOLE_URL, if one does; CONSOLE_TOKEN signs in there. */
export const REAL = process.env.CONSOLE_URL?.replace(/\/$/, '') ?? null;

/** Why a check that makes things happen in the fake is left out. */
export const needsFake = REAL ? 'makes things happen in the fake, and this is a real console' : false;

/** A console to drive: the real one, or a fake of its own. */
export const aConsole = (options = {}) => (REAL ? { url: REAL, incident() {}, close() {} } : start(options));

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });

/** A page in a browser profile of its own; `first`, a function and its argument, runs there before anything else. What the browser complains of is kept in `page.complaints`. */
export async function open(browser, url, { width = 1280, height = 900, theme = 'light', language = 'en', hash = '', zone, first } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: language === 'th' ? 'th-TH' : 'en-GB', reducedMotion: 'reduce', timezoneId: zone });
  await context.addInitScript((chosen) => localStorage.getItem('waymark.prefs') ?? localStorage.setItem('waymark.prefs', JSON.stringify({ language: chosen })), language);
  if (first) await context.addInitScript(...first);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  await page.goto(`${url}/${hash}`);
  if (process.env.CONSOLE_TOKEN) await signIn(page, process.env.CONSOLE_TOKEN);
  return page;
}

export async function signIn(page, token) {
  await page.waitForSelector('input[name=token], .frame, .wall');
  if (!(await page.$('input[name=token]'))) return;
  await page.fill('input[name=token]', token);
  await page.click('button[type=submit]');
  await page.waitForSelector('.frame, .wall');
  page.complaints.length = 0;
}

/** Waits until a view shows what it has, or that it has failed. */
export async function settled(page) {
  await page.waitForSelector('h1, .load-failed', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.loading, .chart .canvas:not([data-drawn])'));
}

/** Goes to another view of the same page. */
export async function goTo(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await settled(page);
}
