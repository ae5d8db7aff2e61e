import { randomInt, randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { workbookOf } from '../students/workbooks.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, answerOf, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

const header = ['Lớp', 'Mã định danh Bộ GD&ĐT', 'Số định danh cá nhân', 'Họ tên', 'Ngày sinh'];
const carryOn = `mutation($input: ContinueRosterImportInput!) { continueRosterImport(input: $input) {
  id state rowCount checkedCount retryAfterMs counts { outcome register count } } }`;
const rowsQuery = `query($id: ID!, $outcome: IdentificationOutcome, $noted: Boolean, $first: Int, $after: String) {
  rosterImport(id: $id) { state sheet columns { field letter header } checkedCount rows(only: $outcome, noted: $noted,
    first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { row fullName personalId moetCode className
      notes { cell code message blocks } outcome verdicts { field verdict reason } register enrolmentId refused } } } }`;

let hub: Hub;
let school: TestSchool;
let pupils: Person[];
beforeAll(async () => {
  hub = await openHub();
  school = await addSchool(hub.cluster);
  pupils = await Promise.all(
    Array.from({ length: 4 }, () => addResident(hub.cluster, { dateOfBirth: '2011-03-04' })),
  );
});
afterAll(() => hub?.stop());

async function send(
  body: Buffer | string,
  query: Record<string, string> = {},
  { by = school.agency, headers = {} }: { by?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const address = new URLSearchParams({ school: school.code, year: '2026-2027', ...query });
  const response = await fetch(`${hub.url}/wires/roster?${address}`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${await hub.token(by)}`, 'x-purpose': 'ENROLMENT' },
      ...{ 'content-type': 'application/octet-stream', 'accept-language': 'en', ...headers },
    },
    body,
  });
  return answerOf(response);
}

const code = () => `01${randomInt(1e7, 1e8)}`;
const lineOf = ({ personalId, fullName, dateOfBirth }: Person, over: Record<number, string> = {}) =>
  ['10A1', code(), personalId, fullName, dateOfBirth].map((text, at) => over[at] ?? text);
const roster = (...rows: string[][]) => workbookOf([header, ...rows]);
const go = (input: object, by = school.agency) =>
  hub.ask(by, 'ENROLMENT', carryOn, { input: { idempotencyKey: randomUUID(), ...input } });
const read = (id: string, variables: object = {}, by = school.agency) =>
  hub.ask(by, 'ENROLMENT', rowsQuery, { id, ...variables });

describe('A roster that is sent', () => {
  it('is previewed with its columns and what was set right, nobody is looked up and nothing is kept', async () => {
    const bytes = await roster(
      lineOf(pupils[0]!, { 1: pupils[0]!.personalId, 2: code() }),
      lineOf(pupils[1]!, { 3: '' }),
    );
    const sent = await statementsDuring(hub, async () => {
      const answer = await send(bytes, { preview: 'true' });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        ...{ kind: 'XLSX', sheet: 'Danh sách', rows: 2, readable: 1 },
        counts: { PERSONAL_ID_IN_MOET_COLUMN: 1, MOET_CODE_IN_PERSONAL_ID_COLUMN: 1, NAME_MISSING: 1 },
      });
      expect(answer.body.columns).toContainEqual({
        field: 'personalId',
        letter: 'C',
        header: 'Số định danh cá nhân',
      });
      expect(answer.body.notedRows[0]).toMatchObject({
        row: 2,
        personalId: pupils[0]!.personalId,
        notes: [
          { cell: 'C2', code: 'MOET_CODE_IN_PERSONAL_ID_COLUMN', blocks: false },
          {
            cell: 'B2',
            code: 'PERSONAL_ID_IN_MOET_COLUMN',
            message: expect.stringMatching(/^A personal ID stood/),
          },
        ],
      });
      expect(answer.body.notedRows[1].notes).toMatchObject([
        { cell: 'D3', code: 'NAME_MISSING', blocks: true },
      ]);
      const [event] = await hub.auditOf(answer);
      expect(event).toMatchObject({
        operation_name: 'wire roster.preview',
        outcome: 'ANSWERED',
        subjects: [],
      });
    });
    expect(sent).toEqual({});
  });

  it('is checked against the registry chunk by chunk, each with its looks on record, and says what came of each row', async () => {
    const bytes = await roster(
      lineOf(pupils[0]!),
      lineOf(pupils[1]!, { 3: 'Trần Khác Tên', 4: '2011-04-03' }),
      lineOf(pupils[2]!, { 2: '001000999996' }),
      lineOf(pupils[3]!, { 2: '' }),
      lineOf(pupils[3]!, { 4: 'không rõ' }),
    );
    const started = await send(bytes);
    expect(started.status).toBe(201);
    const { id } = started.body;
    expect(started.body).toEqual({ id: expect.any(String), rowCount: 5, checkedCount: 0 });
    let first!: Answer;
    const sent = await statementsDuring(hub, async () => {
      first = await go({ id, from: 0, rows: 3 });
    });
    expect(first.body.errors).toBeUndefined();
    expect(sent).toEqual({ population: 1, 'education-fee': 1 });
    expect(first.body.data.continueRosterImport).toMatchObject({ state: 'RUNNING', checkedCount: 3 });
    const [event, ...others] = await hub.auditOf(first);
    expect(others).toEqual([]);
    expect(event!.subjects.map(({ outcome }) => outcome).sort()).toEqual([
      'MISMATCHED',
      'NOT_FOUND',
      'VERIFIED_ONLY',
    ]);
    expect(JSON.parse(event!.change!)).toMatchObject({
      what: 'CHECK_ROSTER',
      after: { run: id, checked: 3 },
    });
    const last = await go({ id, from: 3 });
    expect(last.body.data.continueRosterImport).toMatchObject({ state: 'FINISHED', checkedCount: 5 });
    const { rosterImport } = (await read(id)).body.data;
    const rows = rosterImport.rows.nodes;
    expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual([
      ...['MATCHED', 'MISMATCHED', 'NOT_FOUND', 'UNREADABLE', 'UNREADABLE'],
    ]);
    expect(rows[1].verdicts).toContainEqual({
      field: 'DATE_OF_BIRTH',
      verdict: 'DIFFERENT',
      reason: 'DAY_MONTH_SWAPPED',
    });
    expect(rows[0]).toMatchObject({ row: 2, register: 'NEW', notes: [] });
    expect(rows[3].notes).toMatchObject([{ cell: 'C5', code: 'NO_NUMBER', blocks: true }]);
    expect(rows[4].notes).toMatchObject([{ cell: 'E6', code: 'BIRTH_UNREADABLE', blocks: true }]);
    const only = await read(id, { outcome: 'MISMATCHED' });
    expect(only.body.data.rosterImport.rows.nodes).toHaveLength(1);
    expect(await inHub('select people from roster.chunk where run_id = $1 order by first_seq', [id])).toEqual(
      [{ people: 3 }, { people: 0 }],
    );
  });

  it('finds by the ministry’s code whom the school’s register knows by it', async () => {
    const moet = code();
    const enrol = `mutation($input: EnrolStudentInput!) { enrolStudent(input: $input) { enrolmentId } }`;
    const made = await hub.ask(school.agency, 'ENROLMENT', enrol, {
      input: {
        idempotencyKey: randomUUID(),
        schoolYear: '2026-2027',
        className: '10A1',
        claim: pupils[3],
        moetCode: moet,
      },
    });
    const { id } = (await send(await roster(lineOf(pupils[3]!, { 1: moet, 2: '' })))).body;
    await go({ id, from: 0 });
    expect((await read(id)).body.data.rosterImport.rows.nodes).toMatchObject([
      { outcome: 'MATCHED', register: 'ENROLLED', enrolmentId: made.body.data.enrolStudent.enrolmentId },
    ]);
  });

  it('goes on where it stopped when the same file comes again, and is one run for ten who bring it at once', async () => {
    const bytes = await roster(lineOf(pupils[0]!), lineOf(pupils[1]!));
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(bytes)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { id } = answers[0]!.body;
    const chunks = await Promise.all(Array.from({ length: 5 }, () => go({ id, from: 0, rows: 1 })));
    expect(chunks.map(({ body }) => body.errors)).toEqual(Array(5).fill(undefined));
    expect((await send(bytes)).body).toEqual({ id, rowCount: 2, checkedCount: 1 });
    expect((await go({ id, from: 0 })).body.data.continueRosterImport).toMatchObject({ checkedCount: 1 });
    expect((await go({ id, from: 1 })).body.data.continueRosterImport).toMatchObject({
      state: 'FINISHED',
      checkedCount: 2,
    });
    expect((await send(bytes)).body.id).not.toBe(id);
  });

  it('enrols new pupils who match, each once, and says who was not taken', async () => {
    const new1 = await addResident(hub.cluster, { dateOfBirth: '2011-03-04' });
    const new2 = await addResident(hub.cluster, { dateOfBirth: '2011-03-04' });
    const bytes = await roster(
      lineOf(new1),
      lineOf(new2, { 0: '99Z' }),
      lineOf(pupils[1]!, { 3: 'Trần Khác' }),
    );
    const { id } = (await send(bytes, { enrol: 'true' })).body;
    const answer = await go({ id, from: 0 });
    expect(answer.body.data.continueRosterImport.counts).toEqual([
      { outcome: 'MATCHED', register: 'ENROLLED_NOW', count: 1 },
      { outcome: 'MATCHED', register: 'REFUSED', count: 1 },
      { outcome: 'MISMATCHED', register: 'NEW', count: 1 },
    ]);
    const rows = (await read(id)).body.data.rosterImport.rows.nodes;
    expect(rows[0].enrolmentId).toMatch(/^R\d{9}$/);
    expect(rows[1].refused).toBe('NO_CLASS');
    const held = await rowsOf(
      hub.cluster,
      'educationFee',
      'select school_code, full_name from public.pupil_enrolment where personal_id = any($1)',
      [[new1, new2, pupils[1]!].map(({ personalId }) => personalId)],
    );
    expect(held).toEqual([{ school_code: school.code, full_name: new1.fullName }]);
  });

  it('keeps nothing of a pupil readable in the hub’s database, and its rows go after thirty days', async () => {
    const { id } = (await send(await roster(lineOf(pupils[0]!)))).body;
    const [row] = await inHub<{ text: string }>(
      'select r::text as text from roster.row r where run_id = $1',
      [id],
    );
    const sealed = row!.text + Buffer.from(/\\\\x([0-9a-f]+)/.exec(row!.text)![1]!, 'hex').toString();
    for (const said of [pupils[0]!.personalId, pupils[0]!.fullName, '2011-03-04'])
      expect(sealed).not.toContain(said);
    await inHub("update roster.run set started_at = now() - interval '31 days' where id = $1", [id]);
    await inHub("select roster.forget(now() - interval '30 days')");
    const { rosterImport } = (await read(id)).body.data;
    expect(rosterImport).toMatchObject({ state: 'FINISHED', rows: { nodes: [] } });
  });

  it('remembers for the school which column is which', async () => {
    const own = await addSchool(hub.cluster);
    const bytes = await workbookOf([
      ['Lớp', 'Số của em', 'Họ tên', 'Ngày sinh'],
      ['10A1', pupils[0]!.personalId, 'An', '2011'],
    ]);
    const ask = (query: object) =>
      send(bytes, { school: own.code, preview: 'true', ...query }, { by: own.agency });
    expect((await ask({})).body).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'COLUMNS_MISSING',
      missing: ['personalId'],
    });
    expect(
      (await send(bytes, { school: own.code, 'column.personalId': 'số của em' }, { by: own.agency })).status,
    ).toBe(201);
    expect((await ask({})).body).toMatchObject({ readable: 1, mapping: { personalId: 'số của em' } });
    const foreign = await send(bytes, { preview: 'true' });
    expect(foreign.body.reason).toBe('COLUMNS_MISSING');
  });

  it('waits for the quota and is not refused by it', async () => {
    const units = [school.code];
    const agency = await addAgency(hub.cluster, { kind: 'SCHOOL', units, quota: 'OF_ITS_KIND' });
    await inHub(`insert into access.quota (agency_code, per_minute, per_day) values ($1, 2, 3)`, [agency]);
    const { id } = (
      await send(await roster(...pupils.slice(0, 3).map((pupil) => lineOf(pupil))), {}, { by: agency })
    ).body;
    const first = await go({ id, from: 0, rows: 2 }, agency);
    expect(first.body.data.continueRosterImport).toMatchObject({ checkedCount: 2, retryAfterMs: null });
    const second = await go({ id, from: 2, rows: 2 }, agency);
    expect(second.body.errors).toBeUndefined();
    const { retryAfterMs, checkedCount } = second.body.data.continueRosterImport;
    expect(checkedCount).toBe(2);
    expect(retryAfterMs).toBeGreaterThan(0);
    expect((await hub.auditOf(second))[0]).toMatchObject({
      outcome: 'ANSWERED',
      error_codes: [],
      subjects: [],
    });
  });
});

describe('What is sent as a roster', () => {
  it.each<[string, () => Promise<Answer>, number, object]>([
    ['no roster', () => send('hello'), 400, { code: 'BAD_USER_INPUT', reason: 'NO_HEADER' }],
    ['nothing', () => send(''), 400, { code: 'BAD_USER_INPUT' }],
    [
      'more than eight million bytes',
      () => send(Buffer.alloc(8 * 1024 * 1024 + 1)),
      413,
      { code: 'LIMIT_EXCEEDED', allowed: 8_388_608 },
    ],
    ['a parameter there is not', () => send('x', { x: '1' }), 400, { field: 'query' }],
    ['a column there is not', () => send('x', { 'column.__proto__': '1' }), 400, { field: 'query' }],
    [
      'NUL in the name of a column',
      () => send('x', { 'column.fullName': 'Họ tên\0' }),
      400,
      { field: 'column.fullName' },
    ],
    ['NUL in a school', () => send('x', { school: 'a\0b' }), 400, { field: 'school' }],
    ['a year that is none', () => send('x', { year: '2026' }), 400, { field: 'schoolYear' }],
    ['no token', () => send('x', {}, { headers: { authorization: '' } }), 401, { code: 'UNAUTHENTICATED' }],
    ['no purpose', () => send('x', {}, { headers: { 'x-purpose': '' } }), 403, { code: 'PURPOSE_REQUIRED' }],
    [
      'another agency’s token',
      () => send('x', {}, { by: 'hospital.demo', headers: { 'x-purpose': 'TREATMENT' } }),
      403,
      { code: 'FORBIDDEN' },
    ],
  ])('%s is refused', async (_what, ask, status, details) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(details);
  });

  it('with a person’s number for a parameter is refused without repeating it', async () => {
    const answer = await send('x', { [pupils[0]!.personalId]: '1' });
    expect(answer.body).toMatchObject({ code: 'BAD_USER_INPUT', field: 'query' });
    expect(answer.text).not.toContain(pupils[0]!.personalId);
  });

  it('with letters in its header that cannot be kept is taken without them', async () => {
    const line = lineOf(pupils[0]!);
    const long = `Họ tên ${'x'.repeat(52)}😀`;
    const bytes = await workbookOf([['Lớp\0', header[1]!, '_xD800_Số định danh', long, header[4]!], line]);
    const { status, body } = await send(bytes, { 'column.fullName': long });
    expect(status).toBe(201);
    const { columns } = (await read(body.id)).body.data.rosterImport;
    expect(columns.map((column: { header: string }) => column.header)).toEqual(
      expect.arrayContaining(['Lớp', '\ufffdSố định danh', long]),
    );
  });

  it('keeps the name of its sheet, but none that may hold a person’s number', async () => {
    const sheets = ['Lớp 10A1', '001 090 675-604 An', '001090675604'];
    const kept = [];
    for (const sheet of sheets) {
      const { id } = (await send(await workbookOf([header, lineOf(pupils[0]!)], sheet))).body;
      kept.push((await read(id)).body.data.rosterImport.sheet);
    }
    expect(kept).toEqual(['Lớp 10A1', null, null]);
  });

  it('is read one at a time for an agency, and those that come on top of a line are refused', async () => {
    const bytes = await roster(...Array.from({ length: 500 }, () => lineOf(pupils[0]!)));
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(bytes, { preview: 'true' })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(11);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body } of refused)
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'OVERLOADED' });
    expect((await send(bytes, { preview: 'true' })).status).toBe(200);
  });

  it('by JSON, text or form is taken as the file it is', async () => {
    const text = [header, lineOf(pupils[0]!)].map((row) => row.join(',')).join('\n');
    for (const type of ['application/json', 'text/csv', 'application/x-www-form-urlencoded']) {
      const answer = await send(text, { preview: 'true' }, { headers: { 'content-type': type } });
      expect(answer.body).toMatchObject({ kind: 'CSV', readable: 1 });
    }
  });
});

/** As the hub's owner. */
function inHub<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return withPool(
    hub.cluster.databases.urls.hubOwner!,
    async (pool) => (await pool.query<Row>(text, values)).rows,
  );
}
