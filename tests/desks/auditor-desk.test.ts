import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { withdrawScopes } from '../../src/access/agency-admin.js';
import { fileCase } from '../../src/access/misuse/case-store.js';
import { toVkey } from '../../src/audit/note.js';
import { openSealKeys } from '../../src/audit/seal-keys.js';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { until } from '../faults/until.js';
import { knownPeople, type Person, personOf } from '../support/people.js';
import { Tokens } from '../support/tokens.js';
import { barriers, openBrowser, openScreen, photograph, type Screen, signInByKeys } from './browser.js';
import { type Counter, openCounter } from './counter.js';

let counter: Counter;
let browser: Browser;
let screen: Screen;
let page: Page;
let person: Person;
let tokens: Tokens;

beforeAll(async () => {
  counter = await openCounter({ LIENTHONG_MISUSE_EVERY_MS: '500' });
  browser = await openBrowser();
  tokens = new Tokens(counter.cluster, counter.origin, counter.origin);
  person = await personOf(counter.cluster, (await knownPeople(counter.cluster)).ACTIVE!);
  for (let many = 0; many < 12; many += 1) await look(many % 3 === 0 ? '007' : '001');
  await look('007', 'TREATMENT', '{ identify { resident { household { members { fullName } } } } }');
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

const scan = `query Scan($claim: IdentityClaim!) { identify(claim: $claim) {
  outcome resident { fullName dateOfBirth sex } } }`;

/** A look of the hospital, over the wire that its own systems use; answers the id of the request. */
async function look(officer: string, purpose = 'TREATMENT', query = scan): Promise<string> {
  const response = await fetch(`${counter.origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokens.of('hospital.demo', { officer })}`,
      'x-purpose': purpose,
      ...(purpose === 'EMERGENCY' && {
        'x-emergency-reason': encodeURIComponent('Tai nạn giao thông, người bệnh hôn mê'),
      }),
    },
    body: JSON.stringify({ query, variables: query === scan ? { claim: person } : {} }),
  });
  await response.text();
  return response.headers.get('x-request-id')!;
}

const signIn = () =>
  signInByKeys(page, counter.origin, { who: 'auditor.demo/041', ready: '.events tbody a:focus' });
const verdict = (state: string) => page.locator(`[data-verdict=${state}]`).waitFor({ timeout: 30_000 });
const english = async () => {
  await page.locator('button[lang=en]').press('Enter');
  await page.locator('html[lang=en]').waitFor();
};
/** Nothing breaks the rules in either language; the page speaks Vietnamese afterwards. */
async function bothLanguages(name: string): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  await photograph(page, name);
  await english();
  expect(await barriers(page)).toEqual([]);
  await photograph(page, `${name}-en`);
  await page.locator('button[lang=vi]').press('Enter');
  await page.locator('html[lang=vi]').waitFor();
}
const fits = () =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return scrollHeight <= clientHeight && scrollWidth <= clientWidth;
  });
/** Searches by keyboard: what is typed into which field. */
async function search(fields: Record<string, string>): Promise<void> {
  await page.keyboard.press('Alt+1');
  for (const [name, text] of Object.entries(fields)) {
    const field = page.locator(`#by-${name}`);
    await field.focus();
    if (name === 'purpose' || name === 'outcome') await field.selectOption(text);
    else await field.fill(text);
  }
  const asked = page.waitForResponse(
    (response) => !!response.request().postData()?.includes('DeskAuditEvents'),
  );
  await page.locator('#by-officer').press('Enter');
  await asked;
  await page.locator('.events tbody a:focus, .search-part .empty').first().waitFor();
}

/** Shows what was answered about nobody too: what pages ask by themselves. */
const showNobodys = async () => {
  const asked = page.waitForResponse(
    (response) => !!response.request().postData()?.includes('"withoutNobodys":false'),
  );
  await page.locator('.hide-nobodys input').press('Space');
  await page.locator('.hide-nobodys input:not(:checked)').waitFor();
  await asked;
};

/** Lets the answers to one operation through with another text. */
async function meddle(operation: string, change: (text: string) => string): Promise<void> {
  await page.route('**/desk/graphql', async (route: Route) => {
    if (!route.request().postData()?.includes(operation)) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

describe('An auditor who signs in', () => {
  it('sees the newest looks at once, and one of them proven with one key', async () => {
    const began = Date.now();
    await signIn();
    await bothLanguages('auditor-search');
    expect(await fits()).toBe(true);
    await page.locator('.events tbody a').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await verdict('HOLDS');
    process.stdout.write(`sign-in to a verified proof, with axe: ${Date.now() - began} ms\n`);
    expect(await page.locator('.proof-verdict').textContent()).toMatch(
      /Đã tính lại \d+ nút, khớp gốc đã niêm phong lúc \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d/,
    );
    expect(await page.locator('[data-holds=true]').count()).toBe(5);
    await page.locator('#event-title:focus').waitFor();
    await bothLanguages('auditor-event');
    expect(await fits()).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.events tbody tr:nth-child(2) a:focus').waitFor();
  });

  it('waits for the seal of an event that was just written, and then proves it', async () => {
    await signIn();
    await showNobodys();
    // The search itself stands on record; the next one shows it, perhaps before it is sealed.
    await page.keyboard.press('r');
    await page.waitForTimeout(300);
    await page.locator('.events tbody a').first().press('Enter');
    await verdict('HOLDS');
  });
});

describe('The keys of the desk', () => {
  it('lead to each part, and are listed where ? is pressed', async () => {
    await signIn();
    const parts = [
      ...['#by-agency', '#event-id', '#seals-title', '#cases-title', '#access-title', '#questions-title'],
    ];
    for (const [at, part] of parts.entries()) {
      await page.keyboard.press(`Alt+${at + 1}`);
      await page.locator(part).waitFor();
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'auditor-keys');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.locator('#by-agency').waitFor();
  });
});

describe('A search', () => {
  it('finds the look of an officer at a person, whose number stands nowhere but in the request', async () => {
    const requestId = await look('004');
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await signIn();
    await search({
      agency: 'hospital.demo',
      officer: '004',
      purpose: 'TREATMENT',
      subject: person.personalId,
    });
    expect(await page.locator('.events tbody tr').count()).toBe(1);
    const title = await page.title();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect([...addresses, page.url(), title, kept].join('\n')).not.toContain(person.personalId);
    await page.keyboard.press('Enter');
    await verdict('HOLDS');
    const facts = (await page.locator('.facts-panel').textContent())!;
    for (const said of [
      requestId,
      'hospital.demo',
      '004',
      'Khám chữa bệnh',
      'Scan',
      'fullName',
      'đã cấp dữ liệu',
    ])
      expect(facts).toContain(said);
    expect(await page.content()).not.toContain(person.personalId);
    await photograph(page, 'auditor-look');
    await page.keyboard.press('Escape');
    await page.locator('.events tbody a:focus').waitFor();
    expect(await page.locator('#by-officer').inputValue()).toBe('004');
  });

  it('takes Vietnam’s time and asks in UTC', async () => {
    await signIn();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await search({ from: '28/11/2020 06:30', to: '29/11/2020' });
    expect(JSON.parse(asked.find((body) => body.includes('DeskAuditEvents'))!).variables.filter).toEqual({
      ...{ from: '2020-11-27T23:30:00.000Z', to: '2020-11-29T17:00:00.000Z', withoutNobodys: true },
    });
    await page.getByText('Không có lượt nào khớp').waitFor();
    await page.locator('.found-head p:focus').waitFor();
    await bothLanguages('auditor-none');
  });

  it('that is made again asks again, and shows what came since', async () => {
    await signIn();
    await search({ officer: '004' });
    const before = await page.locator('.events tbody tr').count();
    await look('004');
    await search({ officer: '004' });
    expect(await page.locator('.events tbody tr').count()).toBe(before + 1);
  });

  it('says what was entered wrongly, and asks nothing', async () => {
    await signIn();
    let asked = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes('DeskAuditEvents')) asked += 1;
    });
    await page.keyboard.press('/');
    await page.locator('#by-agency:focus').waitFor();
    await page.locator('#by-from').fill('31/02/2026');
    await page.locator('#by-from').press('Enter');
    await page.locator('#by-from[aria-invalid=true]:focus').waitFor();
    await page.locator('#by-from').fill('');
    await page.locator('#by-subject').fill('12345');
    await page.locator('#by-subject').press('Enter');
    await page.locator('#by-subject[aria-invalid=true]:focus').waitFor();
    await bothLanguages('auditor-wrong-entry');
    expect(asked).toBe(0);
  });

  it('goes to older pages and back', async () => {
    await signIn();
    for (let many = 0; many < 110; many += 1) await look('001', 'TREATMENT', '{ hub { version } }');
    await page.keyboard.press('r');
    // However many were about nobody since, the looks before them are there.
    await page.locator('.events tbody a:focus').waitFor();
    await bothLanguages('auditor-hidden');
    await showNobodys();
    await page.locator('.events tbody tr:nth-child(100)').waitFor();
    expect(await page.locator('.events tbody tr').count()).toBe(100);
    await page.getByRole('button', { name: 'Cũ hơn' }).press('Enter');
    await page.getByText('trang 2').waitFor();
    await page.locator('.events tbody a:focus').waitFor();
    await page.getByRole('button', { name: 'Mới hơn' }).press('Enter');
    await page.getByText('trang 1').waitFor();
  });
});

describe('The evidence', () => {
  it('is downloaded, and the verifier that anybody may run takes it', async () => {
    await signIn();
    await search({ agency: 'hospital.demo' });
    await page.keyboard.press('Enter');
    await verdict('HOLDS');
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('d');
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^lienthong-proof-[0-9a-f-]{36}\.json$/);
    const vkey = openSealKeys(counter.cluster.state.file('seal-keys.json'), '', null).trusted.map(toVkey)[0]!;
    const verifier = join(packageRoot, 'docs', 'audit-verifier.mjs');
    const said = execFileSync(process.execPath, [verifier, '--key', vkey, await download.path()], {
      encoding: 'utf8',
    });
    expect(said).toContain('agency hospital.demo');
  });

  it('that was altered on its way is told, with the step that does not fit', async () => {
    await signIn();
    await search({ agency: 'hospital.demo' });
    await meddle('DeskAuditEvent(', (text) => {
      const body = JSON.parse(text);
      const proof = JSON.parse(body.data.auditEvent.proof);
      const salt = Buffer.from(proof.salt, 'base64');
      salt[0]! ^= 1;
      body.data.auditEvent.proof = JSON.stringify({ ...proof, salt: salt.toString('base64') });
      return JSON.stringify(body);
    });
    await page.keyboard.press('Enter');
    await verdict('FAILS');
    const failed = page.locator('[data-holds=false]');
    expect(await failed.count()).toBe(1);
    expect(await failed.textContent()).toContain('Không ra gốc của niêm phong');
    await bothLanguages('auditor-tampered');
  });

  it('that proves something else than the page shows is told', async () => {
    await signIn();
    await search({ agency: 'hospital.demo' });
    await meddle('DeskAuditEvent(', (text) => text.replace(/"officer":"00\d"/, '"officer":"099"'));
    await page.keyboard.press('Enter');
    await verdict('FAILS');
    expect(await page.locator('[data-holds=false]').textContent()).toContain('Mã cán bộ');
    await photograph(page, 'auditor-other-event');
  });

  it('is not made of what was changed in the database after it was sealed', async () => {
    const requestId = await look('007');
    const sealed = () =>
      counter.cluster.sql<{ id: string }>(
        'hub',
        `select e.id from audit.event e join audit.leaf l on l.event_id = e.id where e.request_id = $1`,
        [requestId],
      );
    await until('it is sealed', async () => (await sealed()).length === 1);
    const [{ id }] = (await sealed()) as [{ id: string }];
    await counter.cluster.sql(
      'hub',
      `set session_replication_role = replica; update audit.event set officer = '001' where id = '${id}'`,
    );
    await signIn();
    await page.keyboard.press('Alt+2');
    await page.locator('#event-id:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#event-id[aria-invalid=true]:focus').waitFor();
    await bothLanguages('auditor-open-event');
    await page.locator('#event-id').focus();
    await page.keyboard.type(id);
    await page.keyboard.press('Enter');
    await verdict('ALTERED');
    await bothLanguages('auditor-altered');
    await counter.cluster.sql(
      'hub',
      `set session_replication_role = replica; update audit.event set officer = '007' where id = '${id}'`,
    );
    await page.keyboard.press('r');
    await verdict('HOLDS');
  });
});

describe('The seals', () => {
  it('are checked here, and against the key that the auditor was handed', async () => {
    await signIn();
    await page.locator('[data-chain=HOLDS]').waitFor();
    await page.keyboard.press('Alt+3');
    await page.locator('#seals-title:focus').waitFor();
    expect(await page.locator('.seal-rows [data-fits=true]').count()).toBeGreaterThan(1);
    expect(await page.locator('.seal-rows [data-fits=false]').count()).toBe(0);
    await bothLanguages('auditor-seals');
    expect(await fits()).toBe(true);
    const key = (await page.locator('.keys-panel code').first().textContent())!;
    await page.locator('#own-key').fill(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'));
    await page.locator('[data-chain=FAILS]').waitFor();
    await bothLanguages('auditor-foreign-key');
    await page.locator('#own-key').fill(key);
    await page.locator('[data-chain=HOLDS]').waitFor();
  });

  it('that do not follow on each other are told on every part', async () => {
    await meddle('DeskAuditSeals', (text) => {
      const body = JSON.parse(text);
      body.data.auditSealing.checkpoints.splice(1, 1);
      return JSON.stringify(body);
    });
    await signIn();
    await page.locator('[data-chain=FAILS]').waitFor();
    await page.keyboard.press('Alt+3');
    expect(await page.locator('.seal-rows [data-fits=false]').count()).toBe(1);
    await photograph(page, 'auditor-broken-chain');
  });
});

/** A case that paused an officer, as a detector leaves it. */
async function openCase(officer: string): Promise<void> {
  const [{ id }] = (await counter.cluster.sql<{ id: string }>(
    'hub',
    "select id from audit.event where agency_code = 'hospital.demo' order by occurred_at limit 1",
  )) as [{ id: string }];
  const found = {
    ...({ detector: 'WRONG_NUMBERS', action: 'PAUSE', count: 30 } as const),
    ...{ evidence: { wrong: 30, looks: 40 }, agency: 'hospital.demo', officer, about: '', eventIds: [id] },
  };
  await withPool(counter.cluster.databases.urls.hub, async (pool) => {
    await pool.query(
      `insert into access.officer (agency_code, officer, source, paused_until)
       values ('hospital.demo', $1, 'PAUSE', now() + interval '1 day')`,
      [officer],
    );
    await fileCase(pool, found, Date.now());
  });
}

const isPaused = async (officer: string) =>
  (
    await counter.cluster.sql(
      'hub',
      'select from access.officer where officer = $1 and paused_until > now()',
      [officer],
    )
  ).length > 0;
const caseState = (state: string) => page.locator(`[data-case-state=${state}]`).waitFor({ timeout: 30_000 });
const openTheCase = async (text: string) => {
  await page.keyboard.press('Alt+4');
  await page.locator('.case-list tbody a').first().waitFor();
  await page.locator('.case-list tbody tr', { hasText: text }).locator('a').press('Enter');
  await page.locator('#case-title:focus').waitFor();
};

describe('A case', () => {
  it('of an emergency is opened by the hub itself, looked at, and dismissed with a reason', async () => {
    await look('001', 'EMERGENCY');
    await until(
      'the watch has seen it',
      async () => {
        const cases = await counter.cluster.sql(
          'hub',
          "select from misuse.case where detector = 'EMERGENCY'",
        );
        return cases.length > 0;
      },
      60_000,
    );
    await signIn();
    await openTheCase('Tra cứu cấp cứu');
    await bothLanguages('auditor-case');
    expect(await fits()).toBe(true);
    await page.locator('.event-ids a').first().press('Enter');
    await verdict('HOLDS');
    expect(await page.locator('.facts-panel').textContent()).toContain('người bệnh hôn mê');
    await page.keyboard.press('Alt+4');
    await openTheCase('Tra cứu cấp cứu');
    await page.getByRole('button', { name: 'Bỏ qua: không' }).press('Enter');
    await page.locator('#case-note[aria-invalid=true]:focus').waitFor();
    await page.keyboard.type('Người bệnh 001 090 123 456 cấp cứu thật');
    await page.getByRole('button', { name: 'Bỏ qua: không' }).press('Enter');
    await page.getByText('Không ghi dãy số dài').waitFor();
    await bothLanguages('auditor-case-wrong-note');
    await page.locator('#case-note').fill('Cấp cứu thật, có bệnh án');
    await page.getByRole('button', { name: 'Bỏ qua: không' }).press('Enter');
    await caseState('DISMISSED');
    await bothLanguages('auditor-case-decided');
    await page.getByRole('button', { name: 'Đã bỏ qua' }).press('Enter');
    await page.locator('.case-list tbody a').first().waitFor();
    expect(await page.locator('.case-list').textContent()).toContain('hospital.demo');
  });

  it('that paused an officer is confirmed; later he is let look again', async () => {
    await openCase('061');
    await signIn();
    await openTheCase('061');
    expect(await page.locator('.case-card').textContent()).toContain('30 số sai');
    await page.locator('#case-note').fill('Đã làm việc với cán bộ');
    await page.getByRole('button', { name: 'Xác nhận vi phạm' }).press('Enter');
    await caseState('CONFIRMED');
    expect(await isPaused('061')).toBe(true);
    await page.locator('#case-note').fill('Đã tập huấn lại cho cán bộ');
    await page.getByRole('button', { name: 'tra cứu trở lại' }).press('Enter');
    await page.locator('[data-decision=SENT]').getByText('còn mở về người này: 0').waitFor();
    expect(await isPaused('061')).toBe(false);
    await photograph(page, 'auditor-lifted');
  });

  it('that somebody else has decided meanwhile says so', async () => {
    await openCase('062');
    await signIn();
    await openTheCase('062');
    await counter.cluster.sql(
      'hub',
      "update misuse.case set state = 'CONFIRMED', decided_at = now() where officer = '062'",
    );
    await page.locator('#case-note').fill('Không vi phạm gì');
    await page.getByRole('button', { name: 'Bỏ qua: không' }).press('Enter');
    await page.getByText('Vụ việc này đã được kết luận').waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'auditor-case-conflict');
    await page.locator('.case-card').getByRole('button', { name: 'Làm mới' }).press('Enter');
    await page.getByText('Chọn một vụ việc').waitFor();
    await page.getByText('Không có vụ việc nào').waitFor();
  });
});

/** The resident asks about the newest look for his treatment that he has not asked about yet; by his own portal. */
async function askBack(question: string): Promise<void> {
  const ask = async (query: string, variables = {}) => {
    const response = await fetch(`${counter.origin}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-purpose': 'SELF' },
        authorization: `Bearer ${await tokens.of('resident.demo', { resident: person.personalId })}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data: { usage: { nodes: { id: string; purpose: string; question: object | null }[] } };
      errors?: object[];
    };
    expect(errors).toBeUndefined();
    return data;
  };
  const { usage } = await ask(
    '{ usage(filter: { withoutOwn: true }) { nodes { id purpose question { state } } } }',
  );
  const usageEntryId = usage.nodes.find((one) => one.question === null && one.purpose === 'TREATMENT')!.id;
  const input = { usageEntryId, question, idempotencyKey: `ask-${usageEntryId}` };
  await ask('mutation($input: AskAboutUsageInput!) { askAboutUsage(input: $input) { state } }', { input });
}

describe('A question of a resident', () => {
  const question = 'Hôm đó tôi không đi khám. Vì sao bệnh viện xem?';
  const answer = 'Nhầm người bệnh trùng tên; bệnh viện đã xóa kết quả.';
  const openTheQuestion = async () => {
    await page.keyboard.press('Alt+6');
    await page.locator('.case-list tbody a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#question-title:focus').waitFor();
    await page.locator('.question-card .facts').waitFor();
  };

  it('is answered by keyboard, and the resident reads the answer on his page', async () => {
    await signIn();
    await page.keyboard.press('Alt+6');
    await page.getByText('Không có câu hỏi nào chờ').waitFor();
    await bothLanguages('auditor-no-question');
    await askBack(question);
    await page.keyboard.press('r');
    await page.locator('.case-list tbody a:focus').waitFor();
    await openTheQuestion();
    const card = page.locator('.question-card');
    for (const said of [question, 'hospital.demo', 'Khám chữa bệnh'])
      expect(await card.textContent()).toContain(said);
    expect(await card.textContent()).toMatch(/hạn trả lời \d\d\/\d\d\/\d{4}/);
    await card.getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
    await page.locator('#answer[aria-invalid=true]:focus').waitFor();
    await page.keyboard.insertText('Người bệnh 001 090 123 456');
    await card.getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
    await page.getByText('Không ghi dãy số dài').waitFor();
    await bothLanguages('auditor-question');
    await page.locator('#answer').fill(answer);
    await page.keyboard.press('Escape');
    await page.locator('.case-list tbody a:focus').press('Enter');
    expect(await page.locator('#answer').inputValue()).toBe(answer);
    await counter.end();
    try {
      await card.getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
      await page.locator('[data-answer=WAITING]').waitFor();
    } finally {
      await counter.begin();
    }
    await page.locator('[data-answer=SENT]').waitFor({ timeout: 30_000 });
    await page.getByText('Không có câu hỏi nào chờ').waitFor();
    await bothLanguages('auditor-question-answered');
    await page.getByRole('button', { name: 'Đã trả lời' }).press('Enter');
    await page.locator('.case-list tbody').getByText(question).waitFor();
    const events = await counter.cluster.sql(
      'hub',
      "select from audit.event where change like '%ANSWER_USAGE_QUESTION%'",
    );
    expect(events.length).toBe(1);

    const home = await openScreen(browser);
    await signInByKeys(home.page, counter.origin, { who: 'resident.demo/1', ready: '.own-page h2:focus' });
    await home.page.locator('.asked[data-question=ANSWERED]').getByText(answer).waitFor();
    await home.context.close();
    expect(home.wrongs).toEqual([]);
  });

  it('that somebody else answered meanwhile says so; nobody there, its words are gone', async () => {
    await askBack(question);
    await page.clock.install();
    await signIn();
    await openTheQuestion();
    await page.locator('#answer').fill(answer);
    await page.clock.fastForward(190_000);
    await page.getByText('Màn hình đã được xóa').waitFor();
    for (const gone of [question, answer]) expect(await page.content()).not.toContain(gone);
    await page.keyboard.press('Shift');
    await page.locator('.question-card .facts').waitFor();
    expect(await page.locator('#answer').inputValue()).toBe(answer);
    await meddle('DeskAnswerQuestion', () =>
      JSON.stringify({ data: null, errors: [{ message: 'x', extensions: { code: 'CONFLICT' } }] }),
    );
    await page.getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
    const card = page.locator('.question-card');
    await card.getByRole('button', { name: 'Làm mới' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'auditor-question-conflict');
    await card.getByRole('button', { name: 'Làm mới' }).press('Enter');
    await page.getByText('Chọn một câu hỏi').waitFor();
  });
});

describe('The access matrix', () => {
  it('shows who may ask for what, and what became of it since a day', async () => {
    await counter.cluster.sql(
      'hub',
      "update access.agency_grant set valid_from = now() - interval '10 days'",
    );
    await withPool(counter.cluster.databases.urls.hub, (pool) =>
      withdrawScopes(pool, 'portal.demo', ['household:read'], { by: 'operator.demo/051' }),
    );
    await signIn();
    await page.keyboard.press('Alt+5');
    await page.locator('#access-title:focus').waitFor();
    await page.locator('.matrix .cell').first().waitFor();
    expect(await page.locator('.matrix .is-removed').count()).toBe(0);
    await bothLanguages('auditor-access');
    expect(await fits()).toBe(true);
    const yesterday = new Date(Date.now() - 17 * 3_600_000).toISOString().slice(0, 10);
    await page.locator('#compare-to').fill(yesterday.split('-').reverse().join('/'));
    await page.locator('#compare-to').press('Enter');
    await page.locator('.matrix .is-removed').waitFor();
    expect(await page.locator('.matrix .is-removed').getAttribute('title')).toContain('không còn');
    const turn = page.locator('.access-changes [data-what=ENDED]');
    expect(await turn.count()).toBe(1);
    expect(await turn.textContent()).toContain('operator.demo/051');
    await bothLanguages('auditor-access-compared');
  });
});

describe('When something is down', () => {
  it('the record’s database being away is said, and asked again at the press of a key', async () => {
    await signIn();
    await counter.cluster.stopDatabase('hub');
    try {
      await page.keyboard.press('r');
      await page.locator('.search-part .stale, .search-part .problem').first().waitFor({ timeout: 60_000 });
      expect(await barriers(page)).toEqual([]);
      await photograph(page, 'auditor-record-down');
      await page.locator('.events tbody a').first().press('Enter');
      await page.locator('.auditor .problem').waitFor({ timeout: 60_000 });
      await bothLanguages('auditor-event-down');
    } finally {
      await counter.cluster.startDatabase('hub');
    }
    await until(
      'it is read again',
      async () => {
        if (await page.locator('[data-verdict=HOLDS]').count()) return true;
        await page
          .locator('.auditor .problem button')
          .first()
          .press('Enter', { timeout: 1_000 })
          .catch(() => undefined);
        return false;
      },
      60_000,
    );
  });

  it('a decision waits in the page while the hub restarts, and is made once', async () => {
    await openCase('063');
    await signIn();
    await openTheCase('063');
    await page.locator('#case-note').fill('Nhầm danh sách giấy, không vi phạm');
    await counter.end();
    try {
      await page.getByRole('button', { name: 'Bỏ qua: không' }).press('Enter');
      await page.locator('[data-decision=WAITING]').waitFor();
      await bothLanguages('auditor-case-waiting');
    } finally {
      await counter.begin();
    }
    await caseState('DISMISSED');
    const events = await counter.cluster.sql(
      'hub',
      "select from audit.event where change like '%DECIDE_MISUSE_CASE%' and change like '%063%'",
    );
    expect(events.length).toBe(1);
    expect(await isPaused('063')).toBe(false);
  });

  it('a slow answer counts its seconds and can be stopped', async () => {
    await signIn();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/desk/graphql', async (route) => {
      if (route.request().postData()?.includes('DeskAuditEvent(')) await held;
      await route.continue().catch(() => undefined);
    });
    await page.keyboard.press('Enter');
    await page.locator('.waited').getByText('2').waitFor();
    await bothLanguages('auditor-slow');
    await page.getByRole('button', { name: 'Dừng' }).press('Enter');
    await page.getByText('Đã dừng chờ').waitFor();
    release();
  });
});

describe('A desk that nobody touches', () => {
  it('shows nothing of anybody, and keeps no number that was searched by', async () => {
    await page.clock.install();
    await signIn();
    await search({ subject: person.personalId });
    await page.clock.fastForward(190_000);
    await page.getByText('Màn hình đã được xóa').waitFor();
    expect(await page.locator('.events').count()).toBe(0);
    expect(await page.content()).not.toContain(person.personalId);
    expect(await barriers(page)).toEqual([]);
    await photograph(page, 'auditor-cleared');
    await page.keyboard.press('Shift');
    await page.locator('.events tbody a').first().waitFor();
    expect(await page.locator('#by-subject').inputValue()).toBe('');
  });
});
