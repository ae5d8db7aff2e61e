import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { addResident, rowsOf } from '../../support/people.js';
import { addReviewRun, type ReviewRun, whenLaidOut } from './review-run.js';
import { type Reviewer, reviewer } from './reviewer.js';

let hub: Hub;
let agency: string;
let run: ReviewRun;
let insurance: Reviewer;
let [commune, otherCommune, province]: Reviewer[] = [];

const reason = 'giấy khai sinh ghi khác';

beforeAll(async () => {
  hub = await openHub({ config: { reviewEveryMs: 100 } });
  agency = await addAgency(hub.cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
  insurance = reviewer(hub, agency, 'an');
  const authority = async (units: string[]) =>
    reviewer(
      hub,
      await addAgency(hub.cluster, { kind: 'AUTHORITY', units }),
      'can',
      'ADMINISTRATIVE_PROCEDURE',
    );
  [commune, otherCommune, province] = [
    await authority(['00004']),
    await authority(['00008']),
    await authority(['01']),
  ];
  run = await addReviewRun(hub.cluster, agency, [
    { stated: { dateOfBirth: '1990-05-18' }, causes: ['dob:OFF_BY_ONE'] },
    { resident: await addResident(hub.cluster, { unitCode: '00008' }), causes: ['id:ONE_OR_TWO_DIGITS'] },
    {},
  ]);
  await whenLaidOut(hub.cluster, run.runId);
  const routed = await insurance.decide(
    run.runId,
    run.records.map(({ finding }) => ({ finding, version: 1, act: 'ROUTE' as const, reason })),
  );
  expect(routed.map(({ state }) => state)).toEqual(['ROUTED', 'ROUTED', 'ROUTED']);
}, 60_000);
afterAll(() => hub?.stop());

const list = `query($filter: RegistryCorrectionFilter) { registryCorrections(filter: $filter) { nodes {
  id version state owner agency causes dueOn statedName statedDateOfBirth resident { personalId } } } }`;

async function casesOf(who: Reviewer, filter = {}) {
  const { body } = await who.ask(list, { filter });
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  const { nodes } = body.data.registryCorrections;
  return nodes.filter((one: { agency: string }) => one.agency === agency);
}

const personOf = (one: { resident: { personalId: string } }) => one.resident.personalId;
const decide = (who: Reviewer, id: string, version: number, verdict: 'ACCEPT' | 'REJECT') =>
  who.act('decideRegistryCorrections', 'DecideRegistryCorrectionsInput', '{ id outcome state version }', {
    decisions: [{ id, version, verdict, reason }],
  });
const stateOf = async (at: number) => {
  const query = `{ findings(runId: "${run.runId}") { nodes { id state version history { officer act reason } } } }`;
  const { nodes } = (await insurance.ask(query)).body.data.findings;
  return nodes.find(({ id }: { id: string }) => id === run.records[at]!.finding);
};

describe('The owner of the registry', () => {
  it('sees what is said of residents of his commune, and of no other', async () => {
    const own = await casesOf(commune!);
    expect(own.map(personOf).sort()).toEqual(
      [run.records[0], run.records[2]].map((one) => one!.resident!.personalId).sort(),
    );
    expect((await casesOf(otherCommune!)).map(personOf)).toEqual([run.records[1]!.resident!.personalId]);
    expect(await casesOf(province!)).toHaveLength(3);
  });

  it('sees both sides, whose entry it is, and by when he has to answer', async () => {
    const personalId = run.records[0]!.resident!.personalId;
    const one = (await casesOf(commune!)).find((it: never) => personOf(it) === personalId);
    expect(one).toMatchObject({
      ...{ state: 'WAITING', owner: 'CIVIL_STATUS', causes: ['dob:OFF_BY_ONE'] },
      ...{ statedDateOfBirth: '1990-05-18', statedName: 'Trần Hư Cấu' },
    });
    expect(one.dueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect((await casesOf(otherCommune!))[0].owner).toBe('REGISTRY');
    expect(await casesOf(commune!, { dueUntil: '2020-01-01' })).toEqual([]);
  });

  it('is shown nobody who has moved out of his units since', async () => {
    const moved = run.records[2]!.resident!.personalId;
    const move = (to: string) =>
      rowsOf(
        hub.cluster,
        'population',
        'update public.residence_record set unit_code = $2 where personal_id = $1',
        [moved, to],
      );
    await move('00008');
    expect((await casesOf(commune!)).map(personOf)).not.toContain(moved);
    await move('00004');
    expect((await casesOf(commune!)).map(personOf)).toContain(moved);
  });

  it('cannot answer for another’s units', async () => {
    const [foreign] = await casesOf(otherCommune!);
    const results = await decide(commune!, foreign.id, foreign.version, 'ACCEPT');
    expect(results).toEqual([{ id: foreign.id, outcome: 'NOT_FOUND', state: null, version: null }]);
    expect((await stateOf(1)).state).toBe('ROUTED');
  });

  it('answers once; the finding goes on with what he said', async () => {
    const personalId = run.records[0]!.resident!.personalId;
    const one = (await casesOf(commune!)).find((it: never) => personOf(it) === personalId);
    const both = await Promise.all([
      decide(commune!, one.id, one.version, 'ACCEPT'),
      decide(province!, one.id, one.version, 'REJECT'),
    ]);
    expect(
      both
        .flat()
        .map(({ outcome }: { outcome: string }) => outcome)
        .sort(),
    ).toEqual(['CONFLICT', 'DONE']);
    const { state, history } = await stateOf(0);
    expect(['REGISTRY_CORRECTED', 'REGISTRY_REFUSED']).toContain(state);
    expect(history.at(-1)).toMatchObject({ act: state, reason });
    expect(history.at(-1).officer).toMatch(/\/can$/);
  });

  it('leaves what he refused to be decided anew', async () => {
    const [one] = await casesOf(otherCommune!);
    await decide(otherCommune!, one.id, one.version, 'REJECT');
    const refused = await stateOf(1);
    expect(refused.state).toBe('REGISTRY_REFUSED');
    const [again] = await insurance.decide(run.runId, [
      { finding: refused.id, version: refused.version, act: 'UNDO', reason: 'xem lại' },
    ]);
    expect(again).toMatchObject({ outcome: 'DONE', state: 'OPEN' });
  });

  it('sees no more what was taken back', async () => {
    const { id, version } = await stateOf(2);
    await insurance.decide(run.runId, [{ finding: id, version, act: 'UNDO', reason: 'gửi nhầm' }]);
    const waiting = (await casesOf(commune!)).map(personOf);
    expect(waiting).not.toContain(run.records[2]!.resident!.personalId);
    const kept = await casesOf(commune!, { state: 'WITHDRAWN' });
    expect(kept.map(personOf)).toContain(run.records[2]!.resident!.personalId);
  });

  it('is asked about nobody whom the sector may not be shown', async () => {
    const stranger = await addReviewRun(hub.cluster, agency, [{ province: null }]);
    await whenLaidOut(hub.cluster, stranger.runId);
    const [refused] = await insurance.decide(stranger.runId, [
      { finding: stranger.records[0]!.finding, version: 1, act: 'ROUTE', reason },
    ]);
    expect(refused).toMatchObject({ outcome: 'CONFLICT', reason: 'OUT_OF_REMIT', state: 'OPEN' });
  });

  it('reads neither findings nor runs', async () => {
    const { body } = await commune!.ask(`{ findings(runId: "${run.runId}") { totalCount } }`);
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
