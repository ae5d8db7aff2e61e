import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { addManyFindings } from '../reconciliation/review/many-findings.js';
import { barriers, openBrowser, openScreen, photograph, type Screen, signInByKeys } from './browser.js';
import { type Counter, openCounter } from './counter.js';
import { membersFile, spoilMembers } from './members.js';

let counter: Counter;
let browser: Browser;
let screen: Screen;
let page: Page;
/** The run over the agency's own records, which the later tests review. */
let runId = '';

const yen = 'insurance.demo/021';
const nghia = 'insurance.demo/022';

beforeAll(async () => {
  counter = await openCounter({}, { residents: 4_000 });
  await spoilMembers(counter.cluster);
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await counter?.close();
});
beforeEach(async () => {
  screen = await openScreen(browser);
  page = screen.page;
});
afterEach(async () => {
  await screen.context.close();
  expect(screen.wrongs).toEqual([]);
});

const signIn = (who = yen, on = page) =>
  signInByKeys(on, counter.origin, { who, ready: '#start-view:focus, #newest-run:focus' });

/** Goes to a part of the run by its key. */
async function part(key: string, ready: string, on = page) {
  await on.keyboard.press(`Alt+${key}`);
  await on.locator(ready).first().waitFor();
}

async function inBothLanguages(name: string) {
  expect(await barriers(page)).toEqual([]);
  await photograph(page, `insurance-${name}`);
  await page.locator('button[lang=en]').press('Enter');
  await page.locator('html[lang=en]').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.locator('button[lang=vi]').press('Enter');
  await page.locator('html[lang=vi]').waitFor();
}

const runState = (state: string, on = page) =>
  on.locator(`[data-run-state=${state}]`).waitFor({ timeout: 120_000 });
/** A finding that is open and shown whole. */
async function shown(on = page) {
  await on.locator('[data-open]').waitFor();
  await on.locator('.finding h2:focus').waitFor();
  return (await on.locator('[data-open]').getAttribute('data-open'))!;
}
const nowOther = (id: string, on = page) => on.locator(`[data-open]:not([data-open="${id}"])`).waitFor();
const sentOf = (id: string, outcome = 'DONE', on = page) =>
  on.locator(`.lately li[data-of="${id}"][data-sent=${outcome}]`).first().waitFor();
async function stateOf(id: string): Promise<string> {
  const [run, seq] = id.split('-').map(Number);
  const [row] = await counter.cluster.sql<{ state: string }>(
    'hub',
    'select state from review.finding where run_id = $1 and seq = $2',
    [run, seq],
  );
  return row!.state;
}

async function open(on = page, who = yen) {
  await signIn(who, on);
  await on.locator(`[data-run="${runId}"] button`).press('Enter');
  await on.locator('#to-queue:focus').waitFor();
  await part('4', '[data-finding]', on);
}

describe('A newcomer', () => {
  it('begins a run of the agency’s own records by one key, and comes to a reviewed mismatch', async () => {
    await signIn();
    await page.getByText('Chưa có đợt rà soát nào').waitFor();
    expect(await page.locator('#purpose').inputValue()).toBe('RECONCILIATION');
    await inBothLanguages('empty');
    await page.locator('#start-view').press('Enter');
    await page.locator('[data-run-state]').waitFor();
    await photograph(page, 'insurance-running');
    await runState('FINISHED');
    await page.locator('#to-queue:focus').waitFor();
    await inBothLanguages('finished');
    runId = /#run\/(\d+)/.exec(page.url())![1]!;
    await page.reload();
    await runState('FINISHED');
    await page.locator('#to-queue:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-finding]').first().waitFor({ timeout: 60_000 });
    await page.keyboard.press('n');
    const first = await shown();
    await inBothLanguages('finding');
    await page.locator('.finding .panel-head h2').focus();
    await page.keyboard.press('a');
    await sentOf(first);
    expect(['ACCEPTED', 'PROPOSED']).toContain(await stateOf(first));
  });

  it('needs no scrolling of the page on a screen of 1366 × 768', async () => {
    await signIn();
    await part('4', '[data-finding]');
    await page.keyboard.press('n');
    await shown();
    const fits = await page.evaluate(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
      const acts = document.querySelector('.acts')!.getBoundingClientRect();
      return [scrollHeight <= clientHeight, scrollWidth <= clientWidth, acts.bottom <= innerHeight];
    });
    expect(fits).toEqual([true, true, true]);
  });
});

describe('Two officers', () => {
  it('decide what touches benefits: the first is not offered his own, the second is led to it', async () => {
    await open();
    await page.locator('#filter-benefits').selectOption('yes');
    await page.locator('#filter-outcome').selectOption('MISMATCH');
    await page.waitForURL(/benefits.*MISMATCH|MISMATCH.*benefits/);
    await page.locator('[data-finding][data-state=OPEN]').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.queue-list table:focus').waitFor();
    await page.keyboard.press('Enter');
    const id = await shown();
    await page.keyboard.press('a');
    await sentOf(id);
    const sectorNo = await page.locator(`[data-finding="${id}"] td`).first().textContent();
    expect(await page.locator(`.lately li[data-of="${id}"]`).textContent()).toContain(`${sectorNo}: `);
    const isCut = await page
      .locator(`[data-finding="${id}"][data-state=PROPOSED] td:nth-child(3)`)
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    expect(isCut).toBe(false);
    expect(await stateOf(id)).toBe('PROPOSED');
    await page.goto(`${counter.origin}/desk/#queue/${id}`);
    await page.locator('[data-open-state=PROPOSED] [data-waits]').waitFor();
    await page.getByText('Bạn đã đề nghị').waitFor();
    expect(await page.locator('.acts .primary').count()).toBe(0);
    await inBothLanguages('four-eyes');
    const second = await openScreen(browser);
    await signIn(nghia, second.page);
    await second.page.locator('#newest-run:focus').press('Enter');
    await second.page.waitForURL(`**/desk/#queue/${runId}`);
    await part('1', '[data-waiting]', second.page);
    await second.page.locator('#newest-run:focus').waitFor();
    expect(await barriers(second.page)).toEqual([]);
    await photograph(second.page, 'insurance-second-begins');
    await second.page.locator('[data-waiting]').press('Enter');
    await second.page.locator('[data-state=PROPOSED]').first().waitFor();
    await second.page.goto(`${counter.origin}/desk/#queue/${id}`);
    await second.page.locator('[data-open-state=PROPOSED] [data-waits]').waitFor();
    await photograph(second.page, 'insurance-second');
    await second.page.locator('.finding h2:focus').waitFor();
    expect(await second.page.locator('.acts .primary').textContent()).toBe('Đồng ý: Chấp nhận: hồ sơ sai A');
    expect(await second.page.locator('[data-take-back]').textContent()).toBe('Không đồng ý (trả lại) U');
    expect(await barriers(second.page)).toEqual([]);
    await second.page.keyboard.press('r');
    await second.page.getByText('Người thứ nhất đề nghị khác').waitFor();
    expect(await second.page.locator('dialog[open]').count()).toBe(0);
    await second.page.keyboard.press('a');
    await sentOf(id, 'DONE', second.page);
    expect(await stateOf(id)).toBe('ACCEPTED');
    expect(second.wrongs).toEqual([]);
    await second.context.close();
  });
});

describe('A file', () => {
  it('is sent part by part over a broken line, its columns agreed to, and reconciled', async () => {
    await signIn();
    const content = await membersFile(counter.cluster, { padding: 8_000 });
    expect(content.length).toBeGreaterThan(1_200_000);
    let broken = 0;
    await page.route('**/desk/reconciliation/files/*', async (route) => {
      broken += 1;
      await (broken === 1 ? route.abort() : route.continue());
    });
    const chooser = page.waitForEvent('filechooser');
    await page.locator('#records-file').press('Enter');
    await (await chooser).setFiles({ name: 'thành viên 2026.csv', mimeType: 'text/csv', buffer: content });
    await page.locator('[data-upload=WAITING]').waitFor();
    await photograph(page, 'insurance-broken-line');
    await page.locator('[data-upload=DONE]').waitFor({ timeout: 30_000 });
    expect(broken).toBeGreaterThan(1);
    await page.locator('#take-suggested:focus').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'insurance-columns');
    await page.keyboard.press('Enter');
    await page.locator('#start-file:focus').waitFor();
    await page.getByText('dòng đọc được').waitFor();
    await inBothLanguages('file-read');
    await page.locator('#start-file').press('Enter');
    await page.locator('[data-run-state]').waitFor();
    await runState('FINISHED');
    const [run] = await counter.cluster.sql<{ rows: number; aside: number; kind: string }>(
      'hub',
      `select rows_read as rows, rows_rejected as aside, source->>'kind' as kind from reconciliation.run
       order by run_id desc limit 1`,
    );
    expect(run).toMatchObject({ kind: 'UPLOAD', aside: 0 });
    expect(run!.rows).toBeGreaterThan(100);
  });

  it('that is none is refused with a sentence, and nothing begins', async () => {
    await signIn();
    const chooser = page.waitForEvent('filechooser');
    await page.locator('#records-file').press('Enter');
    const file = { name: 'anh.csv', mimeType: 'text/csv', buffer: Buffer.from('một dòng\n') };
    await (await chooser).setFiles(file);
    await page.locator('[data-read=false] [role=alert]').waitFor();
    expect(await page.locator('#start-file').count()).toBe(0);
    await photograph(page, 'insurance-refused');
  });
});

describe('A run', () => {
  it('is paused, kept over a restart of the hub, resumed, and cancelled only when asked again', async () => {
    // Enough records that a pause meets it under way.
    await counter.cluster.sql(
      'social_security',
      `insert into public.insured_person
       select (8000000000 + row_number() over (order by m.sector_no, g))::text, null, m.old_cmnd,
         m.full_name || ' ' || chr(96 + g), m.birth_date, m.gender_code, m.address, '01', null, m.status,
         m.joined_on, m.months_contributed
       from public.insured_person m, generate_series(1, 20) g where m.province_code = '01'`,
    );
    await signIn();
    await page.locator('#start-view').press('Enter');
    await page.locator('#pause-run').press('Enter');
    await runState('PAUSED');
    await photograph(page, 'insurance-paused');
    const place = page.url();
    await counter.end();
    await page.locator('.stale').waitFor({ timeout: 20_000 });
    await counter.begin();
    await page.reload();
    expect(page.url()).toBe(place);
    await runState('PAUSED');
    await page.locator('#cancel-run').press('Enter');
    await page.locator('dialog[open]').waitFor();
    await photograph(page, 'insurance-cancel');
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.locator('#resume-run').press('Enter');
    await runState('FINISHED');
    await part('1', '#newest-run:focus');
    await page.locator('#start-view').press('Enter');
    await page.locator('#pause-run').press('Enter');
    await runState('PAUSED');
    await page.locator('#cancel-run').press('Enter');
    await page.locator('dialog[open] [data-yes]').press('Enter');
    await runState('CANCELLED');
    await counter.cluster.sql(
      'social_security',
      "delete from public.insured_person where sector_no >= '8000000001' and personal_id is null and full_name ~ ' [a-t]$'",
    );
  });
});

describe('The causes', () => {
  it('are charts with their numbers, lead to their findings, and groups are settled by a sample', async () => {
    await signIn();
    await page.locator(`[data-run="${runId}"] button`).press('Enter');
    await page.locator('#to-queue:focus').waitFor();
    await part('3', '.chart [data-bar]');
    await page.locator('[data-group=OPEN]').first().waitFor();
    await inBothLanguages('causes');
    await page.locator('[data-bar="name:MIDDLE_NAME_MISSING"] button').press('Enter');
    await page.locator('.filter-chip').waitFor();
    await page.locator('[data-finding]').first().waitFor();
    const causes = await page.locator('[data-finding] td:nth-child(2)').allTextContents();
    expect(causes.every((cause) => cause.includes('thiếu chữ đệm'))).toBe(true);
    await page.reload();
    await page.locator('.filter-chip').waitFor();
    await part('3', '[data-group=OPEN]');
    await page.locator('[data-group=OPEN] [data-draw]').first().press('Enter');
    await page.locator('[data-group=SAMPLED]').waitFor();
    expect(await page.locator('[data-group=SAMPLED] [data-accept]').isDisabled()).toBe(true);
    await page.locator('[data-group=SAMPLED] button').first().press('Enter');
    await page.locator('[data-total="20"]').waitFor();
    await page.keyboard.press('n');
    let id = await shown();
    for (let decided = 1; decided <= 20; decided += 1) {
      await page.keyboard.press('a');
      await sentOf(id);
      if (decided === 20) break;
      await nowOther(id);
      id = await shown();
    }
    await part('3', '[data-group=SAMPLED] [data-accept]:enabled');
    await page.locator('[data-group=SAMPLED] [data-accept]').press('Enter');
    await page.locator('[data-group=ACCEPTED]').waitFor();
    await photograph(page, 'insurance-group');
  }, 300_000);
});

describe('The queue', () => {
  it('keeps the wish for the next while it is being laid out, and takes it as soon as it is there', async () => {
    let isLaidOut = false;
    let takes = 0;
    await page.route('**/graphql', async (route) => {
      const asked = route.request().postData() ?? '';
      if (asked.includes('DeskTake')) takes += 1;
      if (isLaidOut || !asked.includes('DeskFindings')) return route.continue();
      const errors = [{ message: 'Not ready', path: ['findings'], extensions: { code: 'CONFLICT' } }];
      await route.fulfill({ status: 200, json: { data: null, errors } });
    });
    await signIn();
    await page.locator(`[data-run="${runId}"] button`).press('Enter');
    await page.locator('#to-queue:focus').press('Enter');
    await page.locator('.queue-list table:focus').waitFor();
    await page.getByText('Kết quả chưa sẵn sàng').waitFor();
    await page.keyboard.press('n');
    await page.getByText('Hàng đợi đang được dựng').waitFor();
    expect(takes).toBe(0);
    await photograph(page, 'insurance-laying-out');
    isLaidOut = true;
    await shown();
    expect(takes).toBe(1);
    expect(await page.locator('.queue-side .problem').count()).toBe(0);
  });

  it('is gone through by A, R, S and U, with a reason where one is due', async () => {
    await open();
    await page.locator('#filter-benefits').selectOption('no');
    await page.waitForURL(/benefits/);
    await page.locator('.filter-chip, .queue-filter .quiet').first().waitFor();
    await page.locator('[data-finding]').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.queue-list table:focus').waitFor();
    await page.keyboard.press('Enter');
    const dismissed = await shown();
    await page.keyboard.press('r');
    await page.locator('dialog[open] input[type=radio]:checked').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'insurance-reason');
    await page.keyboard.press('Enter');
    await sentOf(dismissed);
    expect(await stateOf(dismissed)).toBe('DISMISSED');
    await nowOther(dismissed);
    const skipped = await shown();
    await page.keyboard.press('s');
    await nowOther(skipped);
    expect(await stateOf(skipped)).toBe('OPEN');
    await shown();
    await page.keyboard.press('u');
    await page.locator(`[data-open="${dismissed}"][data-open-state=OPEN]`).waitFor();
    expect(await stateOf(dismissed)).toBe('OPEN');
    await page.reload();
    await page.locator(`[data-open="${dismissed}"]`).waitFor();
  });

  it('keeps a decision while the hub is gone and sends it once when it is back', async () => {
    await open();
    await page.locator('#filter-benefits').selectOption('no');
    await page.waitForURL(/benefits/);
    await page.locator('[data-finding]').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    const id = await shown();
    await counter.end();
    await page.keyboard.press('a');
    await sentOf(id, 'WAITING');
    await photograph(page, 'insurance-unsent');
    await counter.begin();
    await sentOf(id);
    expect(await stateOf(id)).toBe('ACCEPTED');
    const moves = await counter.cluster.sql(
      'hub',
      "select from review.move where run_id = $1 and seq = $2 and act = 'ACCEPT'",
      id.split('-').map(Number),
    );
    expect(moves).toHaveLength(1);
  });

  it('says which source does not answer and tries again when told to', async () => {
    await open();
    await page.locator('[data-finding]').first().waitFor();
    await counter.cluster.stopDatabase('hub');
    await page.keyboard.press('Enter');
    await page.locator('.finding .problem').waitFor({ timeout: 30_000 });
    await photograph(page, 'insurance-source-down');
    expect(await page.locator('.finding .problem button').isVisible()).toBe(true);
    await counter.cluster.startDatabase('hub');
    await shown();
  });

  it('shows nobody once nobody is there', async () => {
    await page.clock.install();
    await open();
    await page.keyboard.press('Enter');
    await shown();
    const name = (await page.locator('tr[data-field=FULL_NAME] td').first().textContent())!;
    await page.clock.fastForward(200_000);
    await page.getByText('Màn hình đã được xóa').waitFor();
    expect(await page.content()).not.toContain(name);
    expect(await barriers(page)).toEqual([]);
  });
});

describe('What was accepted', () => {
  it('is tried, applied when asked again, and taken back', async () => {
    await signIn();
    await page.locator(`[data-run="${runId}"] button`).press('Enter');
    await page.locator('#to-queue:focus').waitFor();
    await part('5', '#try-apply:enabled');
    await page.locator('#try-apply').press('Enter');
    await page.locator('[data-result=DRY_RUN] [data-outcome=WOULD_APPLY]').first().waitFor();
    await inBothLanguages('dry-run');
    await page.locator('#apply-now').press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.locator('dialog[open] [data-yes]').press('Enter');
    await page.locator('[data-result=ACCEPT]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-result=ACCEPT] [data-outcome=APPLIED]').count()).toBeGreaterThan(20);
    await photograph(page, 'insurance-applied');
    const [fixed] = await counter.cluster.sql<{ count: number }>(
      'social_security',
      "select count(*)::int as count from public.insured_person where employer_code = 'DV010001' and full_name like '% % %'",
    );
    expect(fixed!.count).toBeGreaterThan(20);
    await page.locator('#revert-now:enabled').press('Enter');
    await page.locator('dialog[open] [data-yes]').press('Enter');
    await page.locator('[data-result=REVERT] [data-outcome=REVERTED]').first().waitFor({ timeout: 60_000 });
  });
});

describe('What a run found', () => {
  it('is had as a file that spreadsheets keep as it is, and as the run’s summary', async () => {
    await signIn();
    await page.locator(`[data-run="${runId}"] button`).press('Enter');
    await page.locator('#to-queue:focus').waitFor();
    await part('6', '#make-csv');
    await page.locator('#filter-state').selectOption('ALL');
    await page.locator('#with-values').press('Space');
    await inBothLanguages('export');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#make-csv').press('Enter'),
    ]);
    const text = readFileSync((await csv.path())!, 'utf8');
    expect(text.startsWith('\ufefffinding,sector_no,')).toBe(true);
    const rows = text.trimEnd().split('\r\n').slice(1);
    const [{ count } = { count: 0 }] = await counter.cluster.sql<{ count: number }>(
      'hub',
      'select count(*)::int as count from review.finding where run_id = $1',
      [Number(runId)],
    );
    expect(rows).toHaveLength(count);
    expect(rows[0]).toMatch(/^"=""\d+-\d+""","=""\d{10}""",/);
    await page.locator('[data-making=DONE]').waitFor();
    const [summary] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#make-summary').press('Enter'),
    ]);
    const run = JSON.parse(readFileSync((await summary.path())!, 'utf8'));
    expect(run).toMatchObject({ id: runId, state: 'FINISHED', source: { kind: 'VIEW' } });
  });
});

describe('A queue of fifty thousand', () => {
  it('scrolls from end to end at the pace of the screen, with the rows in sight alone', async () => {
    const { runId: many } = await addManyFindings(counter.cluster, 'insurance.demo', 50_000);
    await signIn();
    await page.goto(`${counter.origin}/desk/#queue/${many}`);
    await page.locator('[data-total="50000"]').waitFor({ timeout: 60_000 });
    await page.locator('[data-finding]').first().waitFor();
    const began = Date.now();
    await page.locator('.queue-list table').focus();
    await page.keyboard.press('End');
    await page.locator(`[data-finding="${many}-49999"], [data-finding="${many}-50000"]`).first().waitFor({
      timeout: 30_000,
    });
    const fetchedMs = Date.now() - began;
    await photograph(page, 'insurance-fifty-thousand');
    const frames = await page.evaluate(async () => {
      const box = document.querySelector('.queue-list')!;
      const steps = 300;
      const times: number[] = [];
      let most = 0;
      for (let step = 0; step <= steps; step += 1) {
        const at = performance.now();
        box.scrollTop = (box.scrollHeight * (steps - step)) / steps;
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - at);
        most = Math.max(most, document.querySelectorAll('.queue-list tbody tr').length);
      }
      times.sort((a, b) => a - b);
      return { median: times[150]!, worst: times[297]!, most };
    });
    process.stdout.write(
      `queue: the last of 50,000 rows in ${fetchedMs} ms; a frame of scrolling ${frames.median.toFixed(1)} ms, 99 % ${frames.worst.toFixed(1)} ms, ${frames.most} rows at most\n`,
    );
    expect(frames.most).toBeLessThan(100);
    expect(frames.median).toBeLessThan(50);
  }, 600_000);
});
