import type { Browser } from 'playwright-core';
import type { Hub } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';
import { barriers, openBrowser, openScreen, photograph, signInByKeys } from './browser.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let browser: Browser;

beforeAll(async () => {
  hub = await openDeskHub({ desk: { issuer: null, clearMs: 2_000, idleMs: 60_000, longestMs: 3_600_000 } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

it('A resident’s page that nobody touches shows nobody any more, and goes on at a key', async () => {
  const { ACTIVE } = await knownPeople(hub.cluster);
  const { fullName } = await personOf(hub.cluster, ACTIVE!);
  const { page, context } = await openScreen(browser);
  await page.setViewportSize({ width: 360, height: 740 });
  await signInByKeys(page, hub.origin, { who: 'resident.demo/1', ready: '.own-page h2:focus' });
  expect(await page.content()).toContain(fullName);
  await page.getByText('Màn hình đã được xóa').waitFor();
  expect(await page.content()).not.toContain(fullName);
  expect(await page.locator('.look').count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
  await photograph(page, 'resident-cleared');
  await page.keyboard.press('Shift');
  await page.getByText(fullName).first().waitFor();
  await context.close();
});
