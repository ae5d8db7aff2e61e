import { randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';

const report = `query Report($id: PersonalId, $filter: UsageFilter) {
  usage(personalId: $id, filter: $filter) {
    totalCount counts { month agencyKind own count }
    nodes { id own agencyKind question { question state answer answerBy isOverdue } }
  }
}`;
const ask = `mutation Ask($input: AskAboutUsageInput!) {
  askAboutUsage(input: $input) { question state answerBy isOverdue answer }
}`;
const questions = `query Questions($after: String) {
  usageQuestions(state: OPEN, first: 200, after: $after) {
    nodes { id usageEntryId eventId agency question answerBy state } pageInfo { hasNextPage endCursor }
  }
}`;
const answer = `mutation Answer($input: AnswerUsageQuestionInput!) {
  answerUsageQuestion(input: $input) { id state answer }
}`;
const text = 'Hôm đó tôi không đi khám, vì sao bệnh viện xem?';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

async function as(resident: string, query: string, variables: Record<string, unknown> = {}) {
  const authorization = `Bearer ${await hub.token('resident.demo', { resident })}`;
  return hub.post({ query, variables }, { authorization });
}
const look = (claim: Person) =>
  hub.ask('hospital.demo', 'TREATMENT', 'query($c: IdentityClaim!) { identify(claim: $c) { outcome } }', {
    c: claim,
  });
const usageOf = async (resident: string, variables: Record<string, unknown> = {}) =>
  (await as(resident, report, variables)).body.data.usage;
const codeOf = (body: { errors?: { extensions: { code: string } }[] }) => body.errors?.[0]?.extensions.code;
const input = (usageEntryId: string, more: object = {}) => ({
  input: { usageEntryId, question: text, idempotencyKey: randomUUID(), ...more },
});

describe('A resident who asks about a look', () => {
  it('is told by when he is answered, is answered, and finds both in his report', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    await look(me);
    const [entry] = (await usageOf(me.personalId)).nodes;
    const asked = await as(me.personalId, ask, input(entry.id));
    const due = new Date(Date.now() + 7 * 3_600_000 + 10 * 86_400_000).toISOString().slice(0, 10);
    expect(asked.body).toEqual({
      data: {
        askAboutUsage: { question: text, state: 'OPEN', answerBy: due, isOverdue: false, answer: null },
      },
    });
    const open = (await hub.ask('auditor.demo', 'INSPECTION', questions)).body.data.usageQuestions.nodes;
    const mine = open.find((one: { usageEntryId: string }) => one.usageEntryId === entry.id);
    expect(mine).toMatchObject({ agency: 'hospital.demo', question: text, state: 'OPEN', answerBy: due });
    const event = await hub.ask(
      'auditor.demo',
      'INSPECTION',
      'query($id: ID!) { auditEvent(id: $id) { agency subjects { usageEntryId } } }',
      { id: mine.eventId },
    );
    expect(event.body.data.auditEvent).toEqual({
      agency: 'hospital.demo',
      subjects: [{ usageEntryId: entry.id }],
    });
    const given = { id: mine.id, answer: 'Nhầm người, đã xóa.', idempotencyKey: randomUUID() };
    for (const _again of [1, 2]) {
      const answered = await hub.ask('auditor.demo', 'INSPECTION', answer, { input: given });
      expect(answered.body.data.answerUsageQuestion).toMatchObject({
        state: 'ANSWERED',
        answer: given.answer,
      });
    }
    const second = { ...given, idempotencyKey: randomUUID() };
    expect(codeOf((await hub.ask('auditor.demo', 'INSPECTION', answer, { input: second })).body)).toBe(
      'CONFLICT',
    );
    const { nodes } = await usageOf(me.personalId, { filter: { asked: true } });
    expect(nodes).toHaveLength(1);
    expect(nodes[0].question).toMatchObject({ question: text, state: 'ANSWERED', answer: given.answer });
  });

  it('asks once about a look, and asking is no look of his own', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    const [entry] = (await usageOf(me.personalId)).nodes;
    const first = input(entry.id);
    const asked = await as(me.personalId, ask, first);
    expect((await as(me.personalId, ask, first)).body).toEqual(asked.body);
    expect((await usageOf(me.personalId)).totalCount).toBe(1);
    expect(codeOf((await as(me.personalId, ask, input(entry.id))).body)).toBe('CONFLICT');
  });

  it('asks about no look of others, none of his own, and writes nobody’s number', async () => {
    const [me, other] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    await look(other);
    await look(me);
    await as(me.personalId, '{ me { fullName } }');
    const [theirs] = (await usageOf(other.personalId)).nodes;
    const mine = (await usageOf(me.personalId)).nodes;
    const own = mine.find((one: { own: boolean }) => one.own);
    const its = mine.find((one: { own: boolean }) => !one.own);
    for (const id of [theirs.id, own.id, 'nothing'])
      expect(codeOf((await as(me.personalId, ask, input(id))).body)).toBe('NOT_FOUND');
    for (const question of ['ngắn', `Tôi là ${me.personalId}, ai xem?`])
      expect(codeOf((await as(me.personalId, ask, input(its.id, { question }))).body)).toBe('BAD_USER_INPUT');
  });

  it('asks for his child under fourteen', async () => {
    const parent = await addResident(hub.cluster);
    const child = await addResident(hub.cluster, { dateOfBirth: `${new Date().getUTCFullYear() - 8}-03-04` });
    await rowsOf(
      hub.cluster,
      'population',
      "insert into public.guardianship (child_id, guardian_id, relation) values ($1, $2, 'GUARDIAN')",
      [child.personalId, parent.personalId],
    );
    await look(child);
    const [entry] = (await usageOf(parent.personalId, { id: child.personalId })).nodes;
    expect(codeOf((await as(parent.personalId, ask, input(entry.id))).body)).toBe('NOT_FOUND');
    const asked = await as(parent.personalId, ask, input(entry.id, { personalId: child.personalId }));
    expect(asked.body).toEqual({ data: { askAboutUsage: expect.objectContaining({ state: 'OPEN' }) } });
  });

  it('leaves no number and no readable word in the table', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    const [entry] = (await usageOf(me.personalId)).nodes;
    await as(me.personalId, ask, input(entry.id));
    const { rows } = await withPool(hub.cluster.databases.urls.hub, (pool) =>
      pool.query(
        `select usage_question::text as row, question_sealed as sealed from access.usage_question where entry_id = $1`,
        [entry.id],
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].row).not.toContain(me.personalId);
    expect(rows[0].sealed.toString()).not.toContain('không đi khám');
  });
});

it('nobody but an auditor reads questions or answers them', async () => {
  const given = { id: '1', answer: 'Không', idempotencyKey: randomUUID() };
  for (const [agency, purpose] of [
    ['hospital.demo', 'TREATMENT'],
    ['operator.demo', 'OPERATION'],
  ] as const) {
    expect(codeOf((await hub.ask(agency, purpose, questions)).body)).toBe('FORBIDDEN');
    expect(codeOf((await hub.ask(agency, purpose, answer, { input: given })).body)).toBe('FORBIDDEN');
  }
});

describe('A report that is chosen from', () => {
  it('holds the kind of agency and the month asked for, and counts all in any case', async () => {
    const me = await addResident(hub.cluster);
    await look(me);
    await look(me);
    await as(me.personalId, '{ me { fullName } }');
    const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
    const all = await usageOf(me.personalId);
    expect(all.totalCount).toBe(3);
    const counts = [
      { month, agencyKind: 'RESIDENT', own: true, count: 1 },
      { month, agencyKind: 'HOSPITAL', own: false, count: 2 },
    ];
    expect(all.counts).toEqual(expect.arrayContaining(counts));
    const chosen = async (filter: object) => {
      const { totalCount, counts } = await usageOf(me.personalId, { filter });
      expect(counts).toEqual(all.counts);
      return totalCount;
    };
    expect(await chosen({ agencyKind: 'HOSPITAL' })).toBe(2);
    expect(await chosen({ agencyKind: 'SCHOOL' })).toBe(0);
    expect(await chosen({ withoutOwn: true })).toBe(2);
    expect(await chosen({ month })).toBe(3);
    expect(await chosen({ month: '2020-01' })).toBe(0);
    expect(await chosen({ asked: true })).toBe(0);
    expect(codeOf((await as(me.personalId, report, { filter: { month: '2026-13' } })).body)).toBe(
      'BAD_USER_INPUT',
    );
  });
});
