import type { Browser } from 'playwright-core';
import { sampleCards } from '../../src/sample/cards.js';
import type { Hub } from '../support/hub.js';
import {
  answerOn,
  barriersInBoth,
  openBrowser,
  openScreen,
  photograph,
  scan,
  signInByKeys,
} from './browser.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let browser: Browser;
let cardText: string;

beforeAll(async () => {
  const desk = { issuer: null, clearMs: 3_000, idleMs: 45_000, longestMs: 3_600_000 };
  hub = await openDeskHub({ desk });
  browser = await openBrowser();
  const [card] = await sampleCards({ urls: hub.cluster.databases.owners, count: 1 });
  cardText = card!.cardText;
});
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

describe('A page that nobody touches', () => {
  it('shows nobody any more, then asks who is there', async () => {
    const { page, context } = await openScreen(browser);
    await signInByKeys(page, hub.origin);
    await scan(page, cardText);
    await answerOn(page);
    const name = cardText.split('|')[2]!;
    const number = cardText.slice(0, 12);
    expect(await page.locator('body').textContent()).toContain(name);
    await page.getByText('Màn hình đã được xóa').waitFor();
    const whole = await page.content();
    expect(whole).not.toContain(name);
    expect(whole.replaceAll(' ', '')).not.toContain(number);
    expect(await barriersInBoth(page)).toEqual([]);
    await photograph(page, 'cleared');
    // A scan goes on where it was left, without another key before it.
    await scan(page, cardText);
    expect(await answerOn(page)).toEqual({ outcome: 'MATCHED', tag: 'ACTIVE' });
    await page.getByText('Phiên làm việc đã kết thúc').waitFor({ timeout: 90_000 });
    expect(await page.content()).not.toContain(name);
    await photograph(page, 'over');
    await page.reload();
    await page.locator('a.primary').waitFor();
    await context.close();
  });
});
