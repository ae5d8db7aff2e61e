import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { addAgency } from '../support/agencies.js';
import type { Hub } from '../support/hub.js';
import { barriers, openBrowser, openScreen, photograph, signInByKeys } from './browser.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let browser: Browser;
let code: string;
const name = 'Giàng Thị Mỷ';

beforeAll(async () => {
  const desk = { issuer: null, clearMs: 4_000, idleMs: 25_000, longestMs: 3_600_000 };
  hub = await openDeskHub({ desk });
  browser = await openBrowser();
  code = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
  const other = await addAgency(hub.cluster, { kind: 'OPERATOR' });
  const input = { idempotencyKey: randomUUID(), agency: code, officer: 'idle.1', name };
  const register = 'mutation R($input: RegisterOfficerInput!) { registerOfficer(input: $input) { officer } }';
  const { body } = await hub.ask(other, null, register, { input });
  expect(body.errors).toBeUndefined();
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

describe('An operator’s desk that nobody touches', () => {
  it('hides officers, goes on about sources, and ends all the same', async () => {
    const { page, context, wrongs } = await openScreen(browser);
    await signInByKeys(page, hub.origin, { who: 'operator.demo/051', ready: '[data-section=sources]:focus' });
    // On databases by URL nothing is offered to be stopped.
    await page.locator('.summary[data-down="0"]').waitFor();
    expect(await page.locator('[data-toggle]').count()).toBe(0);
    await page.evaluate((of) => {
      location.hash = `agencies/${of}`;
    }, code);
    await page.locator('[data-officer="idle.1"]').getByText(name).waitFor();
    await page.getByText('danh sách cán bộ đã được ẩn').waitFor();
    expect(await page.content()).not.toContain(name);
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'operator-idle');
    await page.keyboard.press('Alt+1');
    let asked = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('DeskOperation')) asked += 1;
    });
    await page.locator('.summary[data-down="0"]').waitFor();
    await page.waitForTimeout(9_000);
    expect(asked).toBeGreaterThanOrEqual(2);
    await page.getByText('Phiên làm việc đã kết thúc').waitFor({ timeout: 60_000 });
    await context.close();
    expect(wrongs).toEqual([]);
  });
});
