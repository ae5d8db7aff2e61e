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

const linesOf = (editor: string) => page.locator(`.graphiql-${editor} .view-lines`);

/**
 * Runs what stands in the editor, once it is the query that begins so, and waits until its answer shows this field. NOTE:
 * GraphiQL sets query, variables and headers one after the other; who is quicker than that asks with those of before.
 */
async function run(operation: string, shows: string): Promise<void> {
  await linesOf('query-editor').filter({ hasText: operation }).waitFor();
  const answer = linesOf('response').filter({ hasText: `"${shows}"` });
  for (let tries = 1; tries < 4; tries += 1) {
    await page.locator('.graphiql-execute-button').press('Enter');
    const isThere = answer.waitFor({ timeout: 8_000 });
    if (
      await isThere.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await page.locator('.graphiql-execute-button').press('Enter');
  await answer.waitFor();
}

/** NOTE: GraphiQL draws each tab as an element that holds two buttons: both have a name and are reached by keyboard. */
const ofOurs = (found: string[]) =>
  found.filter((line) => !/nested-interactive: <li [^>]*role="tab"/.test(line));

const documentation = () => page.getByRole('button', { name: 'Show Documentation Explorer' }).press('Enter');

describe('The explorer', () => {
  it('has a ready query for each of the three users, which answers as it stands', async () => {
    const buttons = page.locator('.ready-queries button');
    expect(await buttons.count()).toBe(3);
    const queries = [
      ['Desk', 'identify'],
      ['ClassFees', 'school'],
      ['Member', 'membership'],
    ] as const;
    for (const [index, [operation, shows]] of queries.entries()) {
      await buttons.nth(index).press('Enter');
      await run(operation, shows);
      expect(await linesOf('response').textContent()).not.toContain('"errors"');
    }
    await photograph(page, 'explore');
  });

  it('has no barrier in either language, with an answer and beside the documentation', async () => {
    await run('Desk', 'identify');
    expect(ofOurs(await barriersInBoth(page))).toEqual([]);
    await documentation();
    await page.locator('.graphiql-doc-explorer').waitFor();
    expect(ofOurs(await barriersInBoth(page))).toEqual([]);
    await photograph(page, 'explore-documentation');
  });

  it('documents the schema in both languages', async () => {
    await documentation();
    await page.getByRole('link', { name: 'Query', exact: true }).press('Enter');
    const text = page.locator('.graphiql-doc-explorer');
    await text.getByText('Identify the person at the desk').waitFor();
    await text.getByText('Nhận diện người tại quầy').waitFor();
    expect(ofOurs(await barriersInBoth(page))).toEqual([]);
    await photograph(page, 'explore-query');
  });
});
