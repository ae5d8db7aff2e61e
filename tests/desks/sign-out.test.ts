import type { Browser } from 'playwright-core';
import type { Hub } from '../support/hub.js';
import { openBrowser, openScreen, signInByKeys } from './browser.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let browser: Browser;

beforeAll(async () => {
  hub = await openDeskHub();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

describe('A sign-out that does not reach the hub', () => {
  it('is told as none, and is one at the next try', async () => {
    const { page, context } = await openScreen(browser);
    await signInByKeys(page, hub.origin);
    await page.route('**/desk/sign-out', (route) => route.abort());
    const told = page.waitForEvent('dialog').then(async (dialog) => {
      const text = dialog.message();
      await dialog.accept();
      return text;
    });
    const button = page.getByRole('button', { name: 'Đăng xuất' });
    await button.press('Enter');
    expect(await told).toContain('Chưa đăng xuất được');
    await button.waitFor();
    await page.unroute('**/desk/sign-out');
    await button.press('Enter');
    await page.locator('a.primary').waitFor();
    await page.goto(`${hub.origin}/desk/`);
    await page.locator('a.primary').waitFor();
    await context.close();
  });
});
