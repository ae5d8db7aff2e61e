import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { StateDir } from '../../src/config/state.js';
import { type Demo, startDemo } from '../cli/demo-process.js';
import { temporaryState } from '../faults/private-cluster.js';
import { barriersInBoth, openBrowser, openScreen, photograph, type Screen } from './browser.js';

let state: StateDir;
let demo: Demo;
let browser: Browser;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  state = temporaryState();
  demo = await startDemo(state, { LIENTHONG_STATE_DIR: state.path, LIENTHONG_LOG_LEVEL: 'warn' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  demo?.process.kill('SIGTERM');
  await demo?.ended;
  rmSync(state.path, { recursive: true, force: true });
});
beforeEach(async () => {
  screen = await openScreen(browser);
  page = screen.page;
  await page.goto(`${demo.run.url}/explore/`);
  await page.locator('.ready-queries button').first().waitFor();
});
afterEach(async () => {
  await screen.context.close();
  expect(screen.wrongs).toEqual([]);
});

/** What the editor shows of the last answer, without the spaces that it draws otherwise. */
const answer = async () =>
  ((await page.locator('.graphiql-response .view-lines').textContent()) ?? '').replaceAll('\u00a0', ' ');

describe('The explorer', () => {
  it('has a ready query for each of the three users, which answers as it stands', async () => {
    expect(await page.locator('.ready-queries button').allTextContents()).toHaveLength(3);
    for (const [index, shows] of ['identify', 'school', 'resident'].entries()) {
      await page.locator('.ready-queries button').nth(index).press('Enter');
      await page.locator('.graphiql-execute-button').press('Enter');
      await page.locator('.graphiql-response .view-lines', { hasText: `"${shows}"` }).waitFor();
      expect(await answer()).not.toContain('"errors"');
    }
    await photograph(page, 'explore');
  });

  it('has no barrier in either language, with an answer and beside the documentation', async () => {
    await page.locator('.graphiql-execute-button').press('Enter');
    await page.locator('.graphiql-response .view-lines', { hasText: '"identify"' }).waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).press('Enter');
    await page.locator('.graphiql-doc-explorer').waitFor();
    expect(await barriersInBoth(page)).toEqual([]);
    await photograph(page, 'explore-documentation');
  });

  it('documents the schema in both languages', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).press('Enter');
    await page.getByRole('link', { name: 'Query', exact: true }).press('Enter');
    const text = page.locator('.graphiql-doc-explorer');
    await text.getByText('identify').first().waitFor();
    await text.getByText('Định danh').first().waitFor();
    await photograph(page, 'explore-query');
  });
});
