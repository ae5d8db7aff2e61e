import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openChromium } from '../../desks/chromium.js';
import { timeOf, watch } from './watch.js';

/** Times of one thing at the desk, ms, in order of size. */
export interface DeskTimes {
  what: string;
  /** What is demanded of the 95th percentile, ms. */
  limit: number;
  took: number[];
}

const [scans, loads] = [60, 12];
const pauseMs = 700;
/** As Chromium’s own tools slow a processor down for a weak computer. */
const slowdown = 4;

/**
 * The hospital's desk in a browser, as an officer has it: first the page, loaded cold, signed in; then scans, typed as a
 * scanner types, with a pause after each. The browser, the hub and its databases share the machine.
 */
export async function measureDesk(hub: { url: string }, cards: readonly string[]): Promise<DeskTimes[]> {
  if (cards.length < scans) throw new Error('The sample holds too few cards.');
  const browser = await openChromium();
  try {
    const desk = await browser.newContext(screen);
    const page = await desk.newPage();
    await signIn(page, hub.url);
    const cold = await coldLoads(browser, desk, hub.url, 1);
    const coldSlow = await coldLoads(browser, desk, hub.url, slowdown);
    const answers = await scanned(page, hub.url, cards.slice(0, scans));
    return [
      times('first input, page loaded cold', 1_500, cold),
      times(`first input, processor slowed down ${slowdown} times`, 1_500, coldSlow),
      times('last key of a scan to the answer', 1_000, answers),
    ];
  } finally {
    await browser.close();
  }
}

const screen = { viewport: { width: 1366, height: 660 } };
const box = '#scan-box:focus';

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/desk/`);
  await page.locator('a.primary:focus').press('Enter');
  await page.locator('button[name=who]:focus').press('Enter');
  await page.locator(box).waitFor();
}

/** Each in a browser profile of its own, which has kept nothing: neither files nor what was compiled of them. */
async function coldLoads(
  browser: Browser,
  signedIn: BrowserContext,
  url: string,
  rate: number,
): Promise<number[]> {
  const storageState = await signedIn.storageState();
  const took: number[] = [];
  // The first warms the hub up.
  for (let load = 0; load <= loads; load += 1) {
    const context = await browser.newContext({ ...screen, storageState });
    const page = await context.newPage();
    await page.addInitScript({ content: watch });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    await page.goto(`${url}/desk/`);
    const time = await page.evaluate<number>(timeOf('input'));
    if (load > 0) took.push(time);
    await context.close();
    await pause(pauseMs / 2);
  }
  return took;
}

async function scanned(page: Page, url: string, cards: readonly string[]): Promise<number[]> {
  await page.addInitScript({ content: watch });
  await page.goto(`${url}/desk/`);
  await page.locator(box).waitFor();
  const took: number[] = [];
  for (const card of cards) {
    await page.keyboard.type(card, { delay: 4 });
    await page.keyboard.press('Enter');
    took.push(await page.evaluate<number>(timeOf('scan')));
    await page.locator('[data-outcome=MATCHED]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.ready').waitFor();
    await pause(pauseMs);
  }
  return took;
}

function times(what: string, limit: number, took: readonly number[]): DeskTimes {
  return { what, limit, took: took.map(Math.round).sort((a, b) => a - b) };
}

/** The time that this share of them kept within. */
export function within(took: readonly number[], share: number): number {
  return took[Math.ceil(took.length * share) - 1] ?? 0;
}

export function linesOfDesk(measured: readonly DeskTimes[]): string[] {
  return measured.map(({ what, limit, took }) => {
    const [median, p95] = [within(took, 0.5), within(took, 0.95)];
    return `${what}: median ${median} ms, p95 ${p95} ms, most ${took.at(-1)} ms of ${took.length}, limit ${limit} ms`;
  });
}
