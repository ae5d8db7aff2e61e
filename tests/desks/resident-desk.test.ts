import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { until } from '../faults/until.js';
import { knownPeople, type Person, personOf } from '../support/people.js';
import { Tokens } from '../support/tokens.js';
import { barriers, openBrowser, openScreen, photograph, type Screen, signInByKeys } from './browser.js';
import { type Counter, openCounter } from './counter.js';

const phone = { width: 360, height: 740 };
const parent = 'resident.demo/1';

let counter: Counter;
let browser: Browser;
let screen: Screen;
let page: Page;
let me: Person;
let child: Person;

/** The auditor answers whatever is asked. */
async function answerAll(answer: string): Promise<void> {
  const tokens = new Tokens(counter.cluster, counter.origin, counter.origin);
  const ask = async (query: string, variables = {}) => {
    const response = await fetch(`${counter.origin}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-purpose': 'INSPECTION' },
        authorization: `Bearer ${await tokens.of('auditor.demo')}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return ((await response.json()) as { data: { usageQuestions: { nodes: { id: string }[] } } }).data;
  };
  const { usageQuestions } = await ask('{ usageQuestions(state: OPEN) { nodes { id } } }');
  for (const { id } of usageQuestions.nodes) {
    const input = { id, answer, idempotencyKey: randomUUID() };
    await ask('mutation($input: AnswerUsageQuestionInput!) { answerUsageQuestion(input: $input) { id } }', {
      input,
    });
  }
}

/** A look of a hospital or a school, as its own system takes it. */
async function look(agency: string, purpose: string, claim: Person, headers = {}): Promise<void> {
  const tokens = new Tokens(counter.cluster, counter.origin, counter.origin);
  const query = `query Look($claim: IdentityClaim!) {
    identify(claim: $claim) { outcome resident { fullName ${agency === 'hospital.demo' ? 'coverage { status }' : ''} } }
  }`;
  const response = await fetch(`${counter.origin}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-purpose': purpose, ...headers },
      authorization: `Bearer ${await tokens.of(agency)}`,
    },
    body: JSON.stringify({ query, variables: { claim } }),
  });
  expect(((await response.json()) as { errors?: unknown }).errors).toBeUndefined();
}

beforeAll(async () => {
  counter = await openCounter({ LIENTHONG_SEAL_EVERY_MS: '1000' });
  browser = await openBrowser();
  const { ACTIVE, CHILD } = await knownPeople(counter.cluster);
  me = await personOf(counter.cluster, ACTIVE!);
  child = await personOf(counter.cluster, CHILD!);
  await look('hospital.demo', 'TREATMENT', me, { 'x-case-reference': 'BA-2026-7' });
  await look('hospital.demo', 'TREATMENT', { ...me, fullName: 'Lê Người Khác' });
  await look('school.demo', 'ENROLMENT', child);
});
afterAll(async () => {
  await browser?.close();
  await counter?.close();
});
beforeEach(async () => {
  screen = await openScreen(browser);
  page = screen.page;
  await page.setViewportSize(phone);
});
afterEach(async () => {
  await screen.context.close();
  expect(screen.wrongs).toEqual([]);
});

const signIn = (who = parent) => signInByKeys(page, counter.origin, { who, ready: '.own-page h2:focus' });
const looks = () => page.locator('.look');
const ready = () =>
  page
    .locator('.how-many')
    .getByText(/\d+ (lượt|look)/)
    .waitFor();
/** Nothing is cut off, and no line is wider than the phone. */
const fits = () =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
const inBothLanguages = async (shown: string, state: () => Promise<unknown>) => {
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await page.locator('button[lang=en]').press('Enter');
  await state();
  expect(await barriers(page)).toEqual([]);
  expect(await fits()).toBe(true);
  await photograph(page, `${shown}-en`);
  await page.locator('button[lang=vi]').press('Enter');
  await state();
};

describe('The door of a resident', () => {
  it('offers sample residents by account, and no account tells a number', async () => {
    await page.goto(`${counter.origin}/desk/`);
    await page.locator('a.primary:focus').waitFor();
    expect(await fits()).toBe(true);
    await page.keyboard.press('Enter');
    const offered = page.locator('button[name=who][value^="resident.demo/"]');
    await offered.first().waitFor();
    const accounts = await offered.evaluateAll((all) => all.map((one) => one.getAttribute('value')));
    expect(accounts).toEqual(['resident.demo/1', 'resident.demo/2', 'resident.demo/3']);
    expect(await offered.first().textContent()).toContain(`${me.fullName}Công dân mẫu`);
    expect(await page.content()).not.toMatch(/\d{9}/);
    expect(await barriers(page)).toEqual([]);
    expect(await fits()).toBe(true);
    await offered.first().scrollIntoViewIfNeeded();
    await photograph(page, 'resident-choose');
  });
});

describe('A resident', () => {
  it('sees who looked, at what, why and by which law, in plain words', async () => {
    await signIn();
    await ready();
    const seen = page.locator('.look[data-outcome=RELEASED]').first();
    const text = await seen.textContent();
    for (const said of ['Bệnh viện mẫu (hư cấu)', 'Đã cho xem', 'bảo hiểm y tế', 'Tiếp nhận khám bệnh'])
      expect(text).toContain(said);
    expect(text).toContain('188/2025');
    const refused = await page.locator('.look[data-outcome=MISMATCHED]').first().textContent();
    expect(refused).toContain('Không khớp, không cho xem');
    expect(refused).toContain('Không có dữ liệu nào');
    await photograph(page, 'resident-looks');
    await seen.locator('summary').press('Enter');
    await seen.getByText('BA-2026-7').waitFor();
    await inBothLanguages('resident-looks', async () => {
      await ready();
      await looks().first().waitFor();
    });
    await page.setViewportSize({ width: 1366, height: 660 });
    await photograph(page, 'resident-looks-wide');
  });

  it('leaves nothing personal in addresses, titles and storage', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await signIn();
    await ready();
    await page.keyboard.press('Alt+3');
    await page.locator('.panel .facts').first().waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).toBe('[{},{"language":"vi"}]');
    const told = [...asked, page.url(), await page.title()].join('\n');
    expect(told).not.toContain(me.personalId);
    expect(decodeURI(told)).not.toContain(me.fullName);
  });

  it('chooses by kind of agency and month', async () => {
    await signIn();
    await ready();
    const before = await looks().count();
    // What was asked for anew is empty for a moment.
    const shown = (isIt: (count: number) => boolean) =>
      until('the looks of this choice are shown', async () => isIt(await looks().count()));
    const kind = page.locator('.filters select').first();
    await kind.focus();
    await page.keyboard.press('ArrowDown');
    expect(await kind.inputValue()).toBe('HOSPITAL');
    await ready();
    await shown((count) => count === before);
    const month = page.locator('.filters select').nth(1);
    await month.focus();
    await page.keyboard.press('ArrowDown');
    expect(await month.inputValue()).toMatch(/^\d{4}-\d{2}$/);
    await looks().first().waitFor();
    await page.getByRole('checkbox').first().press('Space');
    await shown((count) => count === before);
    await kind.focus();
    await page.keyboard.press('Home');
    await page.locator('.look.is-own').first().waitFor();
    await shown((count) => count > before);
    await photograph(page, 'resident-own');
    expect(await barriers(page)).toEqual([]);
  });

  it('turns the pages of a long list, older and newer', async () => {
    for (let count = 0; count < 20; count += 1) await look('hospital.demo', 'TREATMENT', me);
    await signIn();
    await ready();
    await page.getByText('Trang 1/2').waitFor();
    expect(await looks().count()).toBe(20);
    await page.getByRole('button', { name: 'Cũ hơn' }).press('Enter');
    await page.getByText('Trang 2/2').waitFor();
    await page.locator('.look[data-outcome=MISMATCHED]').waitFor();
    await page.getByRole('button', { name: 'Mới hơn' }).press('Enter');
    await page.getByText('Trang 1/2').waitFor();
  });

  it('reads what his young child’s school did, and the child’s own record', async () => {
    await signIn();
    await ready();
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Trường THPT mẫu (hư cấu)').first().waitFor();
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true);
    expect(await page.locator('.look').getByText('Bệnh viện mẫu').count()).toBe(0);
    await photograph(page, 'resident-child');
    await inBothLanguages('resident-child', () => looks().first().waitFor());
    await page.keyboard.press('Alt+3');
    await page.locator('.panel .plain li').first().waitFor();
    await page.locator('.panel').first().getByText(child.fullName).waitFor();
    await photograph(page, 'resident-child-data');
  });

  it('has the year in bars whose figures stand beside them', async () => {
    await signIn();
    await page.keyboard.press('Alt+2');
    await page.locator('.bars').first().waitFor();
    const rows = page.locator('.bars').first().locator('tbody tr');
    expect(await rows.first().textContent()).toMatch(/Bệnh viện, phòng khám\d+/);
    const sum = (await rows.locator('td').allTextContents()).reduce((all, one) => all + Number(one), 0);
    expect(await page.locator('.bars tfoot td').first().textContent()).toBe(String(sum));
    await photograph(page, 'resident-year');
    await inBothLanguages('resident-year', () => page.locator('.bars').first().waitFor());
  });

  it('reads his own record, with whom to ask where it is wrong', async () => {
    await signIn();
    await page.keyboard.press('Alt+3');
    await page.locator('.panel .facts').nth(1).waitFor();
    await page.locator('.panel').first().getByText(me.fullName).waitFor();
    await page.locator('.panel').first().locator('summary').press('Enter');
    await page.getByText('Hỏi công an xã, phường').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.waiting').length === 0);
    await inBothLanguages('resident-data', async () => {
      await page.locator('.panel .facts').nth(1).waitFor();
    });
    await photograph(page, 'resident-data');
    const lines = await page
      .locator('.facts .one-day')
      .evaluateAll((days) => days.map((day) => day.getClientRects().length));
    expect(lines.length).toBeGreaterThan(1);
    expect(new Set(lines)).toEqual(new Set([1]));
  });

  it('sees that his insurance card is over', async () => {
    await page.route('**/desk/graphql', async (route) => {
      if (!route.request().postData()?.includes('ResidentCoverage')) return route.continue();
      const coverage = {
        ...{ cardNumber: 'DN4010000000000', status: 'ACTIVE', coveredRate: 80, initialFacility: null },
        period: { startOn: '2019-01-01', endOn: '2019-12-31' },
      };
      return route.fulfill({ json: { data: { me: { personalId: me.personalId, coverage } } } });
    });
    await signIn();
    await page.keyboard.press('Alt+3');
    await page.getByText('31/12/2019 đã hết hạn').waitFor();
    expect(await page.locator('.facts dt').allTextContents()).toContain('Dùng đến');
    expect(await barriers(page)).toEqual([]);
  });

  it('prints it without more of his number than its ends, and takes it away with proofs', async () => {
    await signIn();
    await ready();
    await page.emulateMedia({ media: 'print' });
    const { personalId } = me;
    const head = await page.locator('.print-only').textContent();
    expect(head).toContain(`${personalId.slice(0, 3)}******${personalId.slice(-3)}`);
    expect(await page.content()).not.toContain(personalId);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.look code').first().isVisible()).toBe(true);
    await page.setViewportSize({ width: 760, height: 1000 });
    await photograph(page, 'resident-print');
    await page.emulateMedia({ media: 'screen' });
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải về' }).press('Enter');
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^ai-da-xem-\d{4}-\d\d-\d\d\.json$/);
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(file.looks.length).toBeGreaterThanOrEqual(2);
    const proof = JSON.parse(file.looks.at(-1).proof);
    expect(proof.format ?? proof.type ?? JSON.stringify(proof)).toContain('lienthong-audit-leaf-proof/1');
    expect(JSON.stringify(file)).not.toContain(personalId);
    await page.getByText('Đã tải về').waitFor();
  });

  it('asks about a look, is told by when, and reads the answer', async () => {
    await signIn();
    await ready();
    const last = page.locator('.look[data-outcome=RELEASED]').first();
    await last.locator('button.ask').press('Enter');
    await page.locator('.ask-form textarea:focus').waitFor();
    await page.keyboard.insertText('Ai?');
    await page.locator('.ask-form button.primary').press('Enter');
    await page.locator('.ask-form textarea[aria-invalid=true]:focus').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await fits()).toBe(true);
    await page.keyboard.press('Control+A');
    const question = 'Hôm đó tôi không đi khám. Vì sao bệnh viện xem?';
    await page.keyboard.insertText(question);
    await page.locator('button[lang=en]').press('Enter');
    await page.getByText('What do you want to ask').waitFor();
    await page.locator('button[lang=vi]').press('Enter');
    await page.getByText('Bạn muốn hỏi gì').waitFor();
    expect(await page.locator('.ask-form textarea').inputValue()).toBe(question);
    await last.scrollIntoViewIfNeeded();
    await photograph(page, 'resident-ask');
    await page.locator('.ask-form button.primary').press('Enter');
    const asked = page.locator('.asked[data-question=OPEN]');
    await asked.getByText(question).waitFor();
    expect(await asked.textContent()).toMatch(/trả lời chậm nhất ngày \d{2}\/\d{2}\/\d{4}/);
    expect(await barriers(page)).toEqual([]);
    await answerAll('Nhầm người bệnh trùng tên. Bệnh viện đã xóa kết quả này.');
    await page.locator('.filters input[type=checkbox]').nth(1).press('Space');
    await page.locator('.asked[data-question=ANSWERED]').waitFor();
    expect(await looks().count()).toBe(1);
    await page.getByText('Nhầm người bệnh trùng tên.').waitFor();
    await looks().first().scrollIntoViewIfNeeded();
    await photograph(page, 'resident-answered');
    await inBothLanguages('resident-answered', async () => {
      await page.locator('.asked[data-question=ANSWERED]').waitFor();
      expect(await looks().count()).toBe(1);
    });
  });

  it('leaves, and going back shows nobody', async () => {
    await signIn();
    await ready();
    await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
    await page.locator('a.primary').waitFor();
    await page.goBack();
    await page.goto(`${counter.origin}/desk/`);
    await page.locator('a.primary').waitFor();
    expect(await page.content()).not.toContain(me.fullName);
    const moves = await counter.cluster.sql<{ name: string; officer: string | null }>(
      'hub',
      `select operation_name as name, officer from audit.event
       where agency_code = 'resident.demo' and operation_name like 'desk sign-%' order by occurred_at desc limit 2`,
    );
    expect(moves.map(({ name, officer }) => [name, officer])).toEqual([
      ['desk sign-out', null],
      ['desk sign-in', null],
    ]);
  });
});

describe('Another resident', () => {
  it('of no young child has no choice of whom, and sees nothing of the first', async () => {
    await signIn('resident.demo/3');
    await ready();
    expect(await page.getByRole('radio').count()).toBe(0);
    expect(await page.content()).not.toContain(me.fullName);
    await page.getByText('Chưa có ai xem.').waitFor();
    expect(await page.locator('button.ask').count()).toBe(0);
    await photograph(page, 'resident-nobody-looked');
    expect(await barriers(page)).toEqual([]);
  });
});

describe('When a source is down', () => {
  it('it costs its own part alone, and comes back at a press', async () => {
    await signIn();
    await ready();
    await counter.cluster.stopDatabase('health_insurance');
    try {
      await page.keyboard.press('Alt+3');
      const lost = page.locator('.panel').nth(1);
      await lost.locator('.problem').waitFor();
      expect(await lost.textContent()).toContain('không trả lời');
      await page.locator('.panel').first().getByText(me.fullName).waitFor();
      expect(await page.locator('.problem').count()).toBe(1);
      expect(await barriers(page)).toEqual([]);
      await lost.scrollIntoViewIfNeeded();
      await photograph(page, 'resident-insurance-down');
    } finally {
      await counter.cluster.startDatabase('health_insurance');
    }
    await page.waitForTimeout(2_000);
    await expectBack(page.locator('.panel').nth(1).locator('.facts'));
  });

  it('without the registry nobody is told anything, and it says so', async () => {
    await counter.cluster.stopDatabase('population');
    try {
      await signInByKeys(page, counter.origin, { who: parent, ready: '.own-page .problem' });
      expect(await page.locator('.problem').textContent()).toContain('Cơ sở dữ liệu dân cư không trả lời');
      expect(await barriers(page)).toEqual([]);
      await photograph(page, 'resident-registry-down');
    } finally {
      await counter.cluster.startDatabase('population');
    }
    await expectBack(looks().first());
  });

  /** Presses “Thử lại” until what was lost is there: a source that was down is asked again after a pause. */
  async function expectBack(there: ReturnType<Page['locator']>): Promise<void> {
    for (let tries = 0; tries < 30 && (await there.count()) === 0; tries += 1) {
      const again = page.getByRole('button', { name: 'Thử lại' }).first();
      if ((await again.count()) > 0) await again.press('Enter');
      await page.waitForTimeout(1_000);
    }
    await there.first().waitFor();
  }
});

describe('When the hub itself is gone', () => {
  it('says so, and goes on when it is back, without a new sign-in and in the same place', async () => {
    await signIn();
    await ready();
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Trường THPT mẫu (hư cấu)').first().waitFor();
    await counter.end();
    try {
      await page.keyboard.press('Alt+2');
      await page.getByText('Không kết nối được máy chủ').waitFor();
      expect(await barriers(page)).toEqual([]);
      await photograph(page, 'resident-hub-down');
    } finally {
      await counter.begin();
    }
    await page.getByRole('button', { name: 'Thử lại' }).press('Enter');
    await page.locator('.bars').first().waitFor();
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true);
  });

  it('a question that was written meanwhile is sent once when it is back', async () => {
    await signIn();
    await ready();
    await page.locator('.look button.ask').last().press('Enter');
    await page.locator('.ask-form textarea:focus').waitFor();
    await page.keyboard.insertText('Tôi không đến đó. Ai đã dùng tên tôi?');
    await counter.end();
    try {
      await page.locator('.ask-form button.primary').press('Enter');
      await page.getByText('Chưa gửi được').waitFor();
      expect(await barriers(page)).toEqual([]);
      await photograph(page, 'resident-ask-waits');
    } finally {
      await counter.begin();
    }
    await page.locator('.asked[data-question=OPEN]').waitFor({ timeout: 60_000 });
    const rows = await counter.cluster.sql(
      'hub',
      'select 1 from access.usage_question where answered_at is null',
    );
    expect(rows).toHaveLength(1);
  });
});
