import type { Browser } from 'playwright-core';
import type { Hub } from '../support/hub.js';
import { barriers, openBrowser, openScreen, photograph, signInByKeys } from './browser.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let browser: Browser;

beforeAll(async () => {
  const desk = { issuer: null, clearMs: 4_000, idleMs: 600_000, longestMs: 3_600_000 };
  hub = await openDeskHub({ desk });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

describe('The desk of a school that nobody touches', () => {
  it('shows no pupil any more, with a payment half entered, and the class again at the touch of a key', async () => {
    const { page, context, wrongs } = await openScreen(browser);
    const row = '.class-list tbody button:focus';
    await signInByKeys(page, hub.origin, { who: 'school.demo/011', ready: row });
    const name = (await page.locator(row).textContent())!;
    await page.keyboard.press('Enter');
    await page.locator('#pupil-name:focus').waitFor();
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    await page.getByText('Màn hình đã được xóa').waitFor();
    const whole = await page.content();
    expect(whole).not.toContain(name);
    expect(whole).not.toMatch(/\d{3}\*{6}\d{3}/);
    expect(await page.locator('.paper').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'school-cleared');
    await page.keyboard.press('Shift');
    await page.locator(row).waitFor();
    expect(await page.locator('#purpose').inputValue()).toBe('FEE_COLLECTION');
    expect(wrongs).toEqual([]);
    await context.close();
  });
});
