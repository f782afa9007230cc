import { chromium } from 'playwright-core';
import { start } from '../fake/server.mjs';

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A console to drive: the one at CONSOLE_URL, or a fake of its own. */
export async function aConsole(options = {}) {
  return start(options);
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });

/** A page of its own browser profile. What the page complains of is kept in `page.complaints`. */
export async function open(browser, url, { width = 1280, height = 900, theme = 'light', language = 'en', hash = '' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: language === 'th' ? 'th-TH' : 'en-GB', reducedMotion: 'reduce' });
  await context.addInitScript((chosen) => localStorage.getItem('waymark.prefs') ?? localStorage.setItem('waymark.prefs', JSON.stringify({ language: chosen })), language);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  await page.goto(`${url}/${hash}`);
  return page;
}

/** Waits until a view shows what it has. */
export async function settled(page) {
  await page.waitForSelector('h1', { state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.loading, .chart .canvas:not([data-drawn])'));
}
