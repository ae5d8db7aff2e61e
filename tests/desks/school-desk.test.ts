import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { sampleRoster } from '../../src/sample/roster.js';
import { until } from '../faults/until.js';
import { workbookOf } from '../students/workbooks.js';
import { barriers, openBrowser, openScreen, photograph, type Screen, signInByKeys } from './browser.js';
import { type Counter, openCounter } from './counter.js';

const school = '01000701';
const firstRow = '.class-list tbody button:focus';

let counter: Counter;
let browser: Browser;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  counter = await openCounter();
  browser = await openBrowser();
});
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

const signIn = (who = 'school.demo/011') => signInByKeys(page, counter.origin, { who, ready: firstRow });
const names = () => page.locator('.class-list tbody th').allTextContents();
const booked = async () =>
  (
    await counter.cluster.sql<{ count: number }>(
      'education_fee',
      'select count(*)::int as count from public.receipt',
    )
  )[0]!.count;

/** In both languages, as it stands; back in Vietnamese. */
async function bothLanguages(): Promise<string[]> {
  const found = await barriers(page);
  await page.locator('.languages button[lang=en]').press('Enter');
  const inEnglish = await barriers(page);
  await page.locator('.languages button[lang=vi]').press('Enter');
  return [...found, ...inEnglish];
}

/** Opens the first pupil who owes, by keys alone, and answers his name; who has paid leaves this list. */
async function openOwing(): Promise<string> {
  await page.keyboard.press('u');
  await page.locator('.class-list tbody button').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('#pupil-name:focus').waitFor();
  return (await page.locator('#pupil-name').textContent())!;
}

async function onlyOverdue(): Promise<void> {
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  expect(await page.locator('#fee-filter').inputValue()).toBe('OVERDUE');
}

/** Presses “Thử lại” wherever it stands until something is there. */
async function retryUntil(what: string, isThere: () => Promise<boolean>): Promise<void> {
  const again = page.getByRole('button', { name: 'Thử lại' }).first();
  const look = async () => {
    if (await isThere()) return true;
    if ((await again.count()) > 0) await again.press('Enter', { timeout: 500 }).catch(() => undefined);
    await page.waitForTimeout(300);
    return isThere();
  };
  await until(what, look, 30_000);
}

async function choose(selector: string, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator(selector).press('Enter'),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

describe('A class', () => {
  beforeEach(() => signIn());

  it('is listed by given name with identity and fees, in one look, and its first line has the focus', async () => {
    expect(await page.locator('#purpose').inputValue()).toBe('FEE_COLLECTION');
    const listed = await names();
    expect(listed.length).toBeGreaterThan(30);
    const given = listed.map((name) => name.split(' ').at(-1)!);
    expect(given).toEqual(given.toSorted(new Intl.Collator('vi').compare));
    const known = await page
      .locator('[data-known]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-known')));
    expect(known.filter((one) => one === 'CONFIRMED').length).toBeGreaterThan(20);
    const standings = await page
      .locator('[data-standing]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-standing')));
    expect(new Set(standings)).toContain('OVERDUE');
    expect(new Set(standings)).toContain('OWES');
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-class');
  });

  it('fits on the screen of a counter without scrolling the page', async () => {
    const fits = () =>
      page.evaluate(() => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
        return [scrollHeight <= clientHeight, scrollWidth <= clientWidth];
      });
    expect(await fits()).toEqual([true, true]);
    await openOwing();
    expect(await fits()).toEqual([true, true]);
  });

  it('is gone through with arrows, filtered by a name without marks and by who owes', async () => {
    const all = await names();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(firstRow).textContent()).toBe(all[2]);
    await page.keyboard.press('End');
    expect(await page.locator(firstRow).textContent()).toBe(all.at(-1));
    const plain = all[2]!.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
    await page.keyboard.press('/');
    await page.locator('#find-pupil:focus').waitFor();
    await page.keyboard.type(plain.toLowerCase());
    await until('the list is filtered', async () => (await names()).every((name) => name === all[2]));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('không ai tên thế');
    await page.getByText('Không có học sinh nào khớp').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.locator('#class-name').focus();
    await page.keyboard.press('u');
    expect((await names()).length).toBe(all.length);
    await page.locator('.class-list tbody button').first().focus();
    await onlyOverdue();
    expect((await names()).length).toBeLessThan(all.length);
    const shown = await page
      .locator('[data-standing]')
      .evaluateAll((those) => those.map((one) => one.getAttribute('data-standing')));
    expect(new Set(shown)).toEqual(new Set(['OVERDUE']));
  });

  it('is exported as it is shown: numbers as text, nothing taken for a formula', async () => {
    await onlyOverdue();
    const shown = await names();
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')]);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(shown.length + 1);
    expect(lines[1]).toContain(shown[0]);
    expect(lines[1]).toMatch(/"=""\d{12}"""/);
  });

  it('is printed for the class teacher with masked numbers, who printed it and for what', async () => {
    await page.emulateMedia({ media: 'print' });
    const paper = (await page.locator('.paper-list').textContent())!;
    expect(paper).toMatch(/\d{3}\*{6}\d{3}/);
    expect(paper).not.toMatch(/\d{12}/);
    expect(paper).toContain('Vi Thị Mai Anh');
    expect(paper).toContain('Thu học phí');
    expect(await page.locator('.desk').isVisible()).toBe(false);
    await photograph(page, 'school-class-paper');
    await page.emulateMedia({ media: 'screen' });
  });

  it('stands behind # without anybody in it, and is there after a reload', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const second = await page.locator('#class-name option').nth(1).textContent();
    await page.locator('#class-name').focus();
    await page.keyboard.press('ArrowDown');
    await until('the other class is shown', () => decodeURIComponent(page.url()).endsWith(`:${second}`));
    await page.locator('.class-list tbody button').first().waitFor();
    await page.reload();
    await page.locator(firstRow).waitFor();
    expect(await page.locator('#class-name').inputValue()).toBe(second);
    const pupil = (await names())[0]!;
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).toBe('[{},{"language":"vi"}]');
    expect([...asked, page.url(), await page.title()].map(decodeURIComponent).join('\n')).not.toContain(
      pupil,
    );
  });
});

describe('A payment', () => {
  it('is recorded within a minute of the sign-in: class, pupil, order, receipt, paid', async () => {
    const began = Date.now();
    await signIn('school.demo/012');
    const before = await booked();
    const name = await openOwing();
    expect(await bothLanguages()).toEqual([]);
    await page.locator('#pupil-name').focus();
    await photograph(page, 'school-pupil');
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    expect(await page.locator('.order .qr path').getAttribute('d')).toMatch(/^M/);
    await photograph(page, 'school-order');
    await page.keyboard.press('Enter');
    await page.locator('[data-receipt]').waitFor();
    const took = Date.now() - began;
    process.stdout.write(`sign-in to receipt: ${took} ms\n`);
    expect(took).toBeLessThan(60_000);
    expect(await page.locator('[data-receipt]').getAttribute('data-receipt')).toMatch(
      /^01000701-\d{4}-\d{6}$/,
    );
    await page.locator('[data-still-owed="0"]').waitFor();
    await page.getByText('Bằng chữ').first().waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-receipt');
    await page.emulateMedia({ media: 'print' });
    const paper = (await page.locator('.paper-one').textContent())!;
    expect(paper).toContain(name);
    expect(paper).not.toMatch(/\d{12}/);
    await photograph(page, 'school-receipt-paper');
    await page.emulateMedia({ media: 'screen' });
    expect(await booked()).toBe(before + 1);
    await page.keyboard.press('Escape');
    await page.getByText('Không còn nợ.').waitFor();
    await page.keyboard.press('Escape');
    await page.locator(firstRow).waitFor();
    expect(await names()).not.toContain(name);
  });

  it('says what is wrong in it, at the field', async () => {
    await signIn();
    await openOwing();
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('hai triệu');
    await page.keyboard.press('Enter');
    await page.locator('#pay-amount[aria-invalid=true]:focus').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('50.000');
    await page.locator('#pay-moment').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('31/02/2026 08:00');
    await page.keyboard.press('Enter');
    await page.locator('#pay-moment[aria-invalid=true]:focus').waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-payment-wrong');
    await page.emulateMedia({ media: 'print' });
    await page.locator('.paper-order .qr').waitFor();
    await photograph(page, 'school-order-paper');
    await page.emulateMedia({ media: 'screen' });
  });

  it('is asked for under its own purpose, which is said, whatever purpose the bar has', async () => {
    await signIn();
    const purposes = new Map<string, string>();
    page.on('request', (request) => {
      const name = /(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1];
      if (name) purposes.set(name, request.headers()['x-purpose'] ?? '');
    });
    await page.locator('#purpose').focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('.unsent-bar').getByText('Thu học phí').waitFor();
    await page.locator('.class-list tbody button').first().waitFor();
    expect(await bothLanguages()).toEqual([]);
    await page.locator('.class-list tbody button').first().focus();
    await openOwing();
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    expect(Object.fromEntries(purposes)).toMatchObject({
      ...{ SchoolClassList: 'ENROLMENT', SchoolOrder: 'FEE_COLLECTION' },
    });
  });

  it('waits while the fee books do not answer, which the page says, and is booked once when they are back', async () => {
    await signIn();
    const name = await openOwing();
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    const before = await booked();
    await counter.cluster.stopDatabase('education_fee');
    try {
      await page.keyboard.press('Enter');
      await page.locator('[data-act-state=WAITING]').waitFor();
      await page.getByText('CSDL học sinh, học phí của trường không trả lời').first().waitFor();
      await page.locator('[data-unsent="1"]').waitFor();
      expect(await bothLanguages()).toEqual([]);
      await photograph(page, 'school-fees-down-unsent');
      await page.getByRole('button', { name: 'Làm mới' }).press('Enter');
      await page.locator('.class-list .problem').waitFor();
      expect(await names()).toContain(name);
      expect(await bothLanguages()).toEqual([]);
      await photograph(page, 'school-fees-down');
    } finally {
      await counter.cluster.startDatabase('education_fee');
    }
    await page.locator('[data-receipt]').waitFor({ timeout: 60_000 });
    expect(await booked()).toBe(before + 1);
    const problem = page.locator('.class-list .problem');
    await retryUntil('the class is read anew', async () => (await problem.count()) === 0);
    expect(await page.locator('[data-unsent]').count()).toBe(0);
  });

  it('is not lost when the hub is restarted', async () => {
    await signIn();
    await openOwing();
    await page.keyboard.press('F2');
    await page.locator('#pay-amount:focus').waitFor();
    const before = await booked();
    await counter.end();
    try {
      await page.keyboard.press('Enter');
      await page.locator('[data-act-state=WAITING]').waitFor();
      await photograph(page, 'school-hub-down');
    } finally {
      await counter.begin();
    }
    await page.locator('[data-receipt]').waitFor({ timeout: 60_000 });
    expect(await booked()).toBe(before + 1);
  });
});

describe('When a source is down', () => {
  it('the registry: the list and the fees stay, and nobody is called confirmed', async () => {
    await counter.cluster.stopDatabase('population');
    try {
      await signIn();
      await page.locator('.class-list .problem').waitFor();
      await page.getByText('CSDL dân cư không trả lời').waitFor();
      expect(await page.locator('[data-known=CONFIRMED]').count()).toBe(0);
      expect((await names()).length).toBeGreaterThan(30);
      expect(await bothLanguages()).toEqual([]);
      await photograph(page, 'school-registry-down');
    } finally {
      await counter.cluster.startDatabase('population');
    }
    const confirmed = page.locator('[data-known=CONFIRMED]');
    await retryUntil('the registry is back', async () => (await confirmed.count()) > 20);
  });

  it('the school’s own: it says so from the first, without a blank, and comes at the press of a key', async () => {
    await signIn();
    await counter.cluster.stopDatabase('education_fee');
    try {
      await page.reload();
      await page.getByText('CSDL học sinh, học phí của trường không trả lời').first().waitFor();
      expect(await bothLanguages()).toEqual([]);
      await photograph(page, 'school-no-source');
    } finally {
      await counter.cluster.startDatabase('education_fee');
    }
    await retryUntil('the class is there', async () => (await names()).length > 30);
  });
});

describe('A roster', () => {
  /** Sample pupils as the school’s software writes them, and rows that lack a name, so that there are several chunks. */
  async function rosterFile(): Promise<Buffer> {
    const { rows } = await sampleRoster({
      ...{ urls: counter.cluster.databases.owners, school, rows: 60, seed: 7 },
    });
    const header = rows[2]!;
    const at = (name: string) => header.indexOf(name);
    const cells = rows.map((row) =>
      row.map((cell) => (typeof cell === 'object' && cell ? cell.digits : cell)),
    );
    const last = cells.at(-1)!;
    const nameless = Array.from({ length: 160 }, () => last.with(at('Họ tên'), ''));
    const zeroless = cells.slice(3).map((row, place) => {
      const number = row[at('Số định danh cá nhân')];
      return place < 3 && typeof number === 'string'
        ? row.with(at('Số định danh cá nhân'), Number(number))
        : row;
    });
    const renamed = header.map((name) => (name === 'Họ tên' ? 'Em tên gì' : name)) as string[];
    return workbookOf([cells[0]!, cells[1]!, renamed, ...zeroless, ...nameless]);
  }
  const limit = (perMinute: number) =>
    counter.cluster.sql(
      'hub',
      `update access.quota set per_minute = ${perMinute} where agency_code = 'school.demo'`,
    );

  it('is understood, set right, checked with waits told, paused, reloaded and gone on with', async () => {
    await signIn();
    await page.keyboard.press('Alt+2');
    await page.locator('#roster-file:focus').waitFor();
    expect(await page.locator('#purpose').inputValue()).toBe('ENROLMENT');
    await choose('#roster-file', 'danh-sach.xlsx', await rosterFile());
    await page.locator('.problem').getByText('Thiếu cột bắt buộc').waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-roster-column');
    await page.locator('#column-fullName').focus();
    await page.keyboard.insertText('Em tên gì');
    await page.keyboard.press('Enter');
    await page.locator('[data-preview="220"]').waitFor();
    await page.locator('[data-note=PERSONAL_ID_ZEROS_RESTORED]').getByText('đã thêm lại').waitFor();
    await page.locator('.preview-head button:focus').waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-roster-preview');

    await limit(30);
    try {
      await page.locator('.preview-head button').press('Enter');
      await page.locator('[data-run=QUOTA]').waitFor({ timeout: 60_000 });
      expect(page.url()).toMatch(/#roster\/[\w-]+$/);
      await page
        .locator('.run-progress .waited')
        .getByText(/^\d+ s$/)
        .waitFor();
      expect(await bothLanguages()).toEqual([]);
      await photograph(page, 'school-roster-quota');
      await page.getByRole('button', { name: 'Tạm dừng' }).press('Enter');
      await page.locator('[data-run=STILL]').waitFor();
    } finally {
      await limit(1_000_000_000);
    }
    await page.reload();
    const goOn = page.getByRole('button', { name: 'Tiếp tục từ dòng' });
    await goOn.waitFor();
    await page.locator('.run-progress button:focus').waitFor();
    await photograph(page, 'school-roster-paused');
    await counter.end();
    try {
      await page.keyboard.press('Enter');
      await page.locator('[data-run=HELD_UP]').waitFor();
      await photograph(page, 'school-roster-held-up');
    } finally {
      await counter.begin();
    }
    await page.locator('[data-run=FINISHED]').waitFor({ timeout: 60_000 });
    expect(await page.locator('[data-run]').getAttribute('data-checked')).toBe('220');
    await page.locator('[data-outcome=MATCHED]').first().waitFor();
    await page.locator('.run-rows tbody tr').first().waitFor();
    expect(await page.locator('.run-rows tbody').textContent()).toContain('đã thêm lại');
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-roster-done');
    await page.locator('#row-filter').focus();
    await page.locator('#row-filter').press('ArrowDown');
    await page.locator('.run-rows tbody').getByText('Khác').first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Xuất các dòng này' }).press('Enter'),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(/"=""\d{12}"""/);
  });
});

describe('The money', () => {
  const pay = async (csv: string) => {
    await page.locator('#statement-text').focus();
    await page.keyboard.insertText(csv);
    await page.locator('#book-statement').press('Enter');
  };

  it('is asked for by class, comes in by a statement, and what nobody knows is matched by hand', async () => {
    await signIn('school.demo/012');
    await page.keyboard.press('Alt+4');
    await page.locator('[data-charge]:enabled').first().waitFor();
    await page.locator('[data-charge]').first().press('Enter');
    await page.locator('[data-charged]').waitFor();
    await page.locator('#make-orders').press('Enter');
    await page.locator('[data-orders]').waitFor();
    const orders = Number(await page.locator('[data-orders]').getAttribute('data-orders'));
    expect(orders).toBeGreaterThan(20);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.paper-order .qr path').count()).toBe(orders);
    await photograph(page, 'school-orders-paper');
    await page.emulateMedia({ media: 'screen' });
    const reference = (await page.locator('.orders tbody td.number').first().textContent())!;

    await pay('không phải sao kê');
    await page.locator('#statement-text[aria-invalid=true]').waitFor();
    await page.locator('#statement-text').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    const own = crypto.randomUUID().slice(0, 12);
    const lines = [
      ...['SAO KÊ;;;;', 'Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung'],
      ...[`28/11/2026;${own}A;;100.000;${reference} hoc phi`, `28/11/2026;${own}B;;50.000;chuyen tien hoc`],
      '28/11/2026;;;1.000;x',
    ];
    await pay(lines.join('\n'));
    await page.locator('[data-matched="1"][data-queued="1"]').waitFor();
    await page.locator('.statement').getByText('Dòng 5: thiếu số tham chiếu').waitFor();
    const waiting = page.locator('[data-unmatched]').filter({ hasText: 'chuyen tien hoc' });
    await waiting.waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-payments');

    await waiting.locator('input').focus();
    await page.keyboard.type(reference);
    await page.keyboard.press('Enter');
    await waiting.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Bỏ khớp' }).first().press('Enter');
    await page.locator('#reason-text').focus();
    await page.keyboard.insertText('ngắn');
    await page.getByRole('button', { name: 'Gửi' }).press('Enter');
    await page.locator('#reason-short').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'school-undo');
    await page.locator('#reason-text').focus();
    await page.keyboard.insertText(' nhưng đã đủ: khớp nhầm phiếu');
    await page.getByRole('button', { name: 'Gửi' }).press('Enter');
    await waiting.waitFor();
  });

  it('is asked for anew by an item of its own, which says what is missing in it', async () => {
    await signIn('school.demo/012');
    await page.keyboard.press('Alt+4');
    await page.locator('.new-item summary').press('Enter');
    await page.locator('#item-itemCode').focus();
    await page.keyboard.type('QUY_LOP');
    await page.keyboard.press('Enter');
    await page.locator('#item-wrong').waitFor();
    expect(await bothLanguages()).toEqual([]);
    const rest = [
      ['itemName', 'Quỹ lớp'],
      ['period', 'HK2'],
      ['amount', '120.000'],
      ['dueOn', '31/01/2027'],
    ] as const;
    for (const [field, text] of rest) {
      await page.locator(`#item-${field}`).focus();
      await page.keyboard.insertText(text);
    }
    await page.keyboard.press('Enter');
    await page.locator('.items tbody').getByText('Quỹ lớp', { exact: true }).waitFor();
  });
});

describe('Exemptions', () => {
  it('are shown with what they rest on, contested with a reason, withdrawn, and worked out anew', async () => {
    await signIn();
    await page.keyboard.press('Alt+3');
    const lines = page.locator('.exemptions-part > .panel').first().locator('tbody tr');
    await lines.first().waitFor();
    expect(await lines.count()).toBeGreaterThan(30);
    expect((await lines.allTextContents()).join('\n')).toContain('Khuyết tật 100%');
    expect(await bothLanguages()).toEqual([]);
    // The list scrolls inside its panel, the page itself is no higher than the window.
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    await photograph(page, 'school-exemptions');
    await lines.first().locator('button').press('Enter');
    await page.locator('#reason-text').focus();
    await page.keyboard.insertText('Gia đình đã nộp giấy xác nhận hộ nghèo năm 2026.');
    await page.getByRole('button', { name: 'Gửi' }).press('Enter');
    await page.locator('[data-contested]').waitFor();
    await page.locator('[data-contest=OPEN]').waitFor();
    expect(await bothLanguages()).toEqual([]);
    await photograph(page, 'school-contest');
    await page.getByRole('button', { name: 'Rút lại' }).press('Enter');
    await page.locator('#reason-text').focus();
    await page.keyboard.insertText('Gia đình xin rút, giấy đã hết hạn.');
    await page.getByRole('button', { name: 'Gửi' }).press('Enter');
    await page.locator('[data-contest=WITHDRAWN]').waitFor();
    await page.locator('#recompute').press('Enter');
    await page.locator('[data-recomputed]').waitFor();
  });
});
