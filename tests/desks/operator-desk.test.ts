import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { allowConnections } from '../../src/database/allow-connections.js';
import { type SampleCard, sampleCards } from '../../src/sample/cards.js';
import { runCommand } from '../cli/run-command.js';
import {
  answerOn,
  barriers,
  openBrowser,
  openScreen,
  photograph,
  type Screen,
  scan,
  signInByKeys,
} from './browser.js';
import { type DemoCounter, openDemoCounter } from './demo-counter.js';

let demo: DemoCounter;
let browser: Browser;
let cards: SampleCard[];
let open: Screen[] = [];

beforeAll(async () => {
  demo = await openDemoCounter();
  browser = await openBrowser();
  const all = await sampleCards({ urls: demo.run().databases.owners, count: 60 });
  cards = all.filter((card) => card.expect === 'MATCHED');
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});
afterEach(async () => {
  const wrongs = open.flatMap((screen) => screen.wrongs);
  for (const screen of open) await screen.context.close();
  open = [];
  expect(wrongs).toEqual([]);
});

/** A computer of somebody's own, signed in by keys. */
async function at(who: string, ready: string): Promise<Page> {
  const screen = await openScreen(browser);
  open.push(screen);
  await signInByKeys(screen.page, demo.origin, { who, ready });
  return screen.page;
}
const operator = () => at('operator.demo/051', 'h2[data-section=sources]:focus');
const hospital = () => at('hospital.demo/001', '#scan-box:focus');

/** Presses the button, reads what it will do, and does it. */
async function act(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().press('Enter');
  await page.locator('dialog[open] [data-confirm]').press('Enter');
}
const down = (page: Page, count: number) =>
  page.locator(`.summary[data-down="${count}"]`).waitFor({ timeout: 30_000 });
const insurance = 'health-insurance';
const inEnglish = async (page: Page) => {
  await page.locator('.languages button[lang=en]').press('Enter');
  await page.locator('html[lang=en]').waitFor();
};
const inVietnamese = async (page: Page) => {
  await page.locator('.languages button[lang=vi]').press('Enter');
  await page.locator('html[lang=vi]').waitFor();
};
/** The same state in both languages without a barrier. */
async function noBarriers(page: Page, ready: string): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  await inEnglish(page);
  await page.locator(ready).first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await inVietnamese(page);
  await page.locator(ready).first().waitFor();
}

describe('Sources', () => {
  it('all answer, each with since when and how fast, on one screen', async () => {
    const page = await operator();
    await down(page, 0);
    const rows = page.locator('table.sources tbody tr');
    expect(await rows.count()).toBe(6);
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-state')))).toEqual(
      Array(6).fill('UP'),
    );
    expect(await page.locator('[data-queue=VISITS] dd').first().textContent()).toBe('0');
    // The hub itself is no sample: without it there is nobody to start it again.
    expect(
      await page
        .locator('[data-toggle]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-toggle'))),
    ).toEqual(['population', insurance, 'education-fee', 'social-security']);
    const fits = await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight);
    expect(fits).toBe(true);
    await photograph(page, 'operator-sources');
    await noBarriers(page, '.summary[data-down="0"]');
  });

  it('one is stopped and a hospital sees which; started again, it has its answer', async () => {
    const page = await operator();
    const desk = await hospital();
    await page.locator(`[data-toggle=${insurance}]`).press('Enter');
    await page.locator('dialog[open]').waitFor();
    await photograph(page, 'operator-stop');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await inEnglish(page);
    await page.locator(`[data-toggle=${insurance}]`).press('Enter');
    await page.locator('dialog[open]').getByText('Stop the sample source').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await inVietnamese(page);
    await down(page, 0);
    await act(page, `[data-toggle=${insurance}]`);
    await page.locator('[data-act=SENT]').waitFor();
    await down(page, 1);
    expect(await page.locator(`[data-source=${insurance}]`).getAttribute('data-state')).toBe('DOWN');
    await photograph(page, 'operator-stopped');
    await noBarriers(page, '.summary[data-down="1"]');

    await scan(desk, cards[0]!.cardText);
    expect(await answerOn(desk)).toEqual({ outcome: 'MATCHED', tag: 'UNKNOWN' });
    await desk.getByText('CHƯA RÕ').waitFor();
    await photograph(desk, 'operator-hospital-degraded');
    await desk.keyboard.press('F2');
    await desk.locator('[data-visit-state=PENDING_VERIFICATION]').waitFor({ timeout: 30_000 });
    await page
      .locator('[data-queue=VISITS] dd')
      .first()
      .filter({ hasText: /^1/ })
      .waitFor({ timeout: 15_000 });

    await act(page, `[data-toggle=${insurance}]`);
    await down(page, 0);
    await desk.getByText('Không có lượt nào chờ xác minh.').waitFor({ timeout: 90_000 });
    await desk.keyboard.press('Escape');
    await scan(desk, cards[1]!.cardText);
    await desk.locator('[data-outcome=MATCHED]').waitFor({ timeout: 30_000 });
    await page.keyboard.press('Alt+3');
    await page.locator('[data-change=START_SAMPLE_SOURCE]').first().waitFor();
    await page.locator('[data-change=STOP_SAMPLE_SOURCE]').first().waitFor();
    await photograph(page, 'operator-changes');
    await noBarriers(page, '[data-change=STOP_SAMPLE_SOURCE]');
  });

  it('an act survives a restart of the hub, which starts every sample again', async () => {
    const page = await operator();
    await act(page, '[data-toggle=education-fee]');
    await down(page, 1);
    await page.locator('[data-toggle=social-security]').press('Enter');
    await demo.end();
    await page.locator('dialog[open] [data-confirm]').press('Enter');
    await page.locator('[data-act=WAITING]').waitFor({ timeout: 30_000 });
    await page.locator('[data-hub=gone]').waitFor({ timeout: 30_000 });
    await photograph(page, 'operator-hub-gone');
    await noBarriers(page, '[data-act=WAITING]');
    await demo.begin();
    await page.locator('[data-act=SENT]').getByText('Bảo hiểm xã hội').waitFor({ timeout: 60_000 });
    // What was stopped before is back with the demonstration; what was entered meanwhile is done.
    await page.locator('[data-source=education-fee][data-state=UP]').waitFor({ timeout: 30_000 });
    await page.locator('[data-source=social-security][data-state=DOWN]').waitFor({ timeout: 30_000 });
    await act(page, '[data-toggle=social-security]');
    await down(page, 0);
  });

  it('the hub’s own database being gone is told by its health page, when nothing else can be asked', async () => {
    const page = await operator();
    await down(page, 0);
    const server = new pg.Pool({ connectionString: demo.run().superUrl, max: 1 });
    try {
      await allowConnections(server, 'hub', false);
      await page.locator('[data-hub=gone]').waitFor({ timeout: 60_000 });
      const told = page.locator('.notice').filter({ hasText: 'Trang tình trạng' });
      await told.getByText('CSDL của trục liên thông').waitFor({ timeout: 60_000 });
      await photograph(page, 'operator-own-database-gone');
      await noBarriers(page, '[data-hub=gone], .problem');
    } finally {
      await allowConnections(server, 'hub', true);
      await server.end();
    }
    await down(page, 0);
  });
});

/** Scans until what an operator changed has come to the desk: seconds, on a busy machine some more. */
async function scanUntil(desk: Page, card: string, sign: Locator): Promise<void> {
  for (let tries = 1; tries <= 10; tries += 1) {
    await desk.keyboard.press('Escape');
    await scan(desk, card);
    if (
      await sign.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await sign.waitFor();
}

describe('Agencies', () => {
  async function ofHospital(): Promise<Page> {
    const page = await operator();
    await page.keyboard.press('Alt+2');
    await page.locator('[data-agency="hospital.demo"] a').press('Enter');
    await page.locator('.agency-one:focus').waitFor();
    return page;
  }

  it('a grant is withdrawn and given back, and a hospital feels both within seconds', async () => {
    const page = await ofHospital();
    const desk = await hospital();
    await photograph(page, 'operator-agency');
    await noBarriers(page, '[data-grant="coverage:read"]');
    await act(page, '[data-withdraw="coverage:read"]');
    await page.locator('[data-act=SENT]').waitFor();
    await page.locator('[data-grant="coverage:read"]').waitFor({ state: 'detached' });
    await scanUntil(desk, cards[2]!.cardText, desk.getByText('Không được phép').first());
    expect(await page.locator('[data-grant-scope]').inputValue()).toBe('coverage:read');
    await act(page, '[data-grant-submit]');
    await page.locator('[data-grant="coverage:read"]').waitFor();
    await scanUntil(desk, cards[3]!.cardText, desk.locator('[data-outcome=MATCHED]'));
  });

  it('an officer is registered, suspended and resumed; what is missing is said', async () => {
    const page = await ofHospital();
    await page.locator('[data-register-submit]').press('Enter');
    await page.locator('[data-register=officer][aria-invalid=true]').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.locator('[data-register=officer]').focus();
    await page.keyboard.type('thu.nga');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('Lò Thị Nga');
    await act(page, '[data-register-submit]');
    await page.locator('[data-officer="thu.nga"][data-suspended=false]').waitFor();
    await act(page, '[data-officer="thu.nga"] button');
    await page.locator('[data-officer="thu.nga"][data-suspended=true]').waitFor();
    await photograph(page, 'operator-officers');
    await act(page, '[data-officer="thu.nga"] button');
    await page.locator('[data-officer="thu.nga"][data-suspended=false]').waitFor();
    expect(page.url()).not.toContain('thu.nga');
  });

  it('a quota is agreed and taken back; half of one is no quota', async () => {
    const page = await ofHospital();
    await page.locator('[data-quota=KIND]').waitFor();
    const enter = async (field: string, text: string) => {
      await page.locator(`[data-quota-field=${field}]`).focus();
      await page.keyboard.type(text);
    };
    await enter('officer', 'quay.9');
    await enter('perMinute', '5');
    await page.locator('[data-quota-submit]').press('Enter');
    await page.locator('[data-quota-field=perDay][aria-invalid=true]').waitFor();
    await enter('perDay', '40');
    await act(page, '[data-quota-submit]');
    await page.locator('[data-quota=AGREED]').getByText('quay.9').first().waitFor();
    await page.locator('#quotas-title').scrollIntoViewIfNeeded();
    await photograph(page, 'operator-quotas');
    await noBarriers(page, '[data-quota=AGREED]');
    await act(page, '[data-clear-quota]');
    await page.locator('[data-quota=AGREED]').waitFor({ state: 'detached' });
  });

  it('takes a public key and no private one, and says why the hub refuses one', async () => {
    const page = await ofHospital();
    const key = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'thu-1' };
    const enter = async (value: object) => {
      await page.locator('[data-jwk]').focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(JSON.stringify(value));
    };
    await enter({ ...key, d: 'AA' });
    await page.locator('[data-key-submit]').press('Enter');
    await page.locator('[data-jwk][aria-invalid=true]').waitFor();
    await enter(key);
    await act(page, '[data-key-submit]');
    await page.locator('[data-act=REFUSED] .problem').waitFor();
    expect(JSON.parse(await page.locator('[data-jwk]').inputValue())).toEqual(key);
    await photograph(page, 'operator-key-refused');
    await noBarriers(page, '[data-act=REFUSED]');
  });

  it('are suspended and resumed', async () => {
    const page = await operator();
    await page.keyboard.press('Alt+2');
    await page.locator('[data-agency="portal.demo"] a').press('Enter');
    await act(page, '[data-suspend]');
    await page.locator('[data-suspended=true]').waitFor();
    await act(page, '[data-suspend]');
    await page.locator('[data-suspended=false]').waitFor();
  });

  it('one’s own is not one’s own to change', async () => {
    const page = await operator();
    await page.keyboard.press('Alt+2');
    await page.locator('[data-agency="operator.demo"] a').press('Enter');
    await page.getByText('Đây là cơ quan của bạn').waitFor();
    expect(await page.locator('[data-suspend], [data-withdraw], [data-grant-submit]').count()).toBe(0);
  });
});

describe('Changes', () => {
  it('are those of administration until all are asked for; what came to nothing is told as refused', async () => {
    const page = await operator();
    const row = (id: string, what: string, after: string) => ({
      ...{ id, what, after, before: null, target: 'run:1', client: null },
      ...{ occurredAt: '2026-11-29T05:00:00Z', agency: 'insurance.demo', officer: '021' },
    });
    await page.route('**/desk/graphql', async (route) => {
      if (!route.request().postData()?.includes('DeskChanges')) return route.continue();
      const response = await route.fetch();
      const json = await response.json();
      json.data.changes.nodes = [
        row('1', 'ADD_KEY', '{"kid":"a"}'),
        row('2', 'RECORD_FEE_PAYMENT', '{"paymentId":"1","amount":450000}'),
        row('3', 'DECIDE_FINDINGS', '{}'),
      ];
      return route.fulfill({ response, json });
    });
    await page.keyboard.press('Alt+3');
    await page.getByText('2 việc nghiệp vụ của các cơ quan đang ẩn').waitFor();
    expect(await page.locator('[data-change]').count()).toBe(1);
    await page.locator('#changes-shown').selectOption('ALL');
    await page.locator('[data-change=RECORD_FEE_PAYMENT]').getByText('số tiền (₫)').waitFor();
    await page.locator('[data-change=DECIDE_FINDINGS]').getByText('Bị từ chối').waitFor();
    await photograph(page, 'operator-changes-all');
    await noBarriers(page, '#changes-shown');
  });
});

describe('The board', () => {
  it('counts the visits that were made, says why what is missing is missing, and is taken away as a file', async () => {
    const desk = await hospital();
    await scan(desk, cards[4]!.cardText);
    await answerOn(desk);
    await desk.keyboard.press('F2');
    await desk.locator('[data-visit-state=OPEN]').waitFor({ timeout: 30_000 });
    const page = await at('authority.demo/031', '[data-figure=visits]');
    expect(await page.locator('#purpose').inputValue()).toBe('STATISTICS');
    expect(await page.locator('[data-figure=visits]').getAttribute('data-value')).toMatch(/%$/);
    const people = await page.locator('[data-figure=people]').getAttribute('data-value');
    expect(Number(people)).toBeGreaterThan(0);
    expect(await page.locator('[data-chart=visits]').getAttribute('data-rows')).toBe('30');
    expect(await page.locator('[data-chart=results] .empty').textContent()).toBe('Chưa có đợt rà soát nào.');
    // A bar of shares is as long as the share itself, not as the largest.
    const bars = page.locator('[data-chart=fees] tbody tr');
    const drawn = await bars
      .locator('rect')
      .evaluateAll((all) => all.map((bar) => bar.getAttribute('width')));
    const told = await bars.locator('td.number:nth-child(3)').allTextContents();
    expect(drawn.map((width) => Number(width).toFixed(1))).toEqual(
      told.map((text) => Number(text.replace(',', '.')).toFixed(1)),
    );
    // The board scrolls inside, the page itself is no higher than the window.
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await photograph(page, 'board');
    await noBarriers(page, '[data-figure=visits]');
    await page.locator('[data-chart=visits] button').press('Enter');
    await page.locator('[data-chart=visits] table').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'board-table');

    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').press('Enter')]);
    const text = readFileSync((await file.path())!, 'utf8');
    expect(text.startsWith('\uFEFFBảng,Mục,Chỉ số,Giá trị\r\n')).toBe(true);
    expect(text).toContain(`Bảng chỉ số,Người đã khám,,${people}\r\n`);
    expect(file.suggestedFilename()).toMatch(/^lien-thong-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);

    await page.locator('#span').focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('[data-chart=visits][data-rows="7"]').waitFor();
    await page.emulateMedia({ media: 'print' });
    await photograph(page, 'board-print');
    await page.emulateMedia({ media: 'screen' });
  });

  it('shows what the newest run of reconciliation came to, and why records differ', async () => {
    const run = await runCommand(['reconcile', 'social-security', '--for', 'insurance.demo'], demo.settings);
    expect(run.code).toBe(0);
    const page = await at('authority.demo/031', '[data-figure=agrees]');
    expect(await page.locator('[data-figure=agrees]').getAttribute('data-value')).toMatch(/^\d+(,\d)? %$/);
    const results = page.locator('[data-chart="results-social-security-insurance.demo"]');
    await results.getByText('Khớp hoàn toàn').waitFor();
    expect(await results.locator('h3').textContent()).toContain('Bảo hiểm xã hội · insurance.demo');
    const causes = page.locator('[data-chart="causes-social-security-insurance.demo"]');
    expect(await causes.locator('tbody tr').count()).toBeGreaterThan(0);
    // Every cause has words: none is told as the hub names it.
    for (const name of await causes.locator('tbody th').allTextContents()) {
      expect(name).toMatch(/^(Họ tên|Ngày sinh|Giới tính|Địa chỉ|Số định danh): .*[^ -~]/);
    }
    await results.scrollIntoViewIfNeeded();
    await photograph(page, 'board-reconciliation');
    await noBarriers(page, '[data-figure=agrees]');
  });

  it('stands on the operator’s desk too, and says which figures a stopped source leaves out', async () => {
    const page = await operator();
    await act(page, '[data-toggle=education-fee]');
    await down(page, 1);
    try {
      await page.keyboard.press('Alt+4');
      await page.locator('[data-figure=visits]').waitFor({ timeout: 30_000 });
      expect(await page.locator('[data-figure=cashless]').getAttribute('data-value')).toBe('');
      await page.locator('.problem').getByText('CSDL chuyên ngành không trả lời').waitFor();
      await photograph(page, 'operator-board');
      await noBarriers(page, '[data-figure=visits]');
    } finally {
      await page.keyboard.press('Alt+1');
      await act(page, '[data-toggle=education-fee]');
      await down(page, 0);
    }
  });
});
