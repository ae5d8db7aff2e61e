import { toVkey } from '../../../src/audit/note.js';
import { proveEvent } from '../../../src/audit/prove.js';
import { openSealKeys } from '../../../src/audit/seal-keys.js';
import { withPool } from '../../../src/cli/workplace.js';
import { type Shown, verifyProof } from '../../../src/desks/desk/auditor/verify-proof.js';
import { verifySeals } from '../../../src/desks/desk/auditor/verify-seals.js';
import { sharedCluster } from '../../support/cluster.js';
import { makeSealedRecord, type SealedRecord } from '../../support/sealed-record.js';

let record: SealedRecord;
beforeAll(async () => {
  record = await makeSealedRecord(await sharedCluster());
});
afterAll(() => record?.remove());

const vkeys = () => openSealKeys(record.keyFile, '', null).trusted.map(toVkey);
const foreign = 'hub.example/lienthong/audit+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==';

async function proofOf(id: string) {
  const proof = await withPool(record.url('auditor'), (pool) => proveEvent(pool, id));
  if (typeof proof === 'string') throw new Error(proof);
  return proof;
}

/** What a page would show of an event that nobody touched. */
function shownOf(text: string): Shown {
  const { id, occurredAt, requestId, agencyCode, officer, purpose, outcome, fieldsReleased, subjects } =
    JSON.parse(text);
  return {
    ...{ id, occurredAt, requestId, agencyCode, officer, purpose, outcome, fieldsReleased },
    subjects: subjects.length,
  };
}

/** The same base64 with another first byte. */
const altered = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0]! ^= 1;
  return bytes.toString('base64');
};

describe('A proof in the browser', () => {
  it.each([1, 2, 3, 5, 8, 13])('holds for every event of a seal of %i', async (many) => {
    const ids = await record.write(many);
    await record.seal();
    for (const id of ids) {
      const proof = await proofOf(id);
      const found = await verifyProof(JSON.stringify(proof), shownOf(proof.event), vkeys());
      expect(found).toMatchObject({ verdict: 'HOLDS', leadsToRoot: true, signed: 'GOOD', differs: [] });
      expect(found.nodes).toBe(1 + proof.path.length);
      expect(found.event?.id).toBe(id);
    }
  });

  it('says which step does not fit', async () => {
    const [id] = await record.write(4);
    await record.seal();
    const proof = await proofOf(id!);
    const shown = shownOf(proof.event);
    const check = (changes: object, page: Shown = shown, keys = vkeys()) =>
      verifyProof(JSON.stringify({ ...proof, ...changes }), page, keys);
    const event = proof.event.replace(`"officer":"${shown.officer}"`, '"officer":"099"');
    expect(event).not.toBe(proof.event);
    const bad = { verdict: 'FAILS', isReadable: true };
    expect(await check({ event })).toMatchObject({ ...bad, leadsToRoot: false, differs: ['officer'] });
    expect(await check({ event }, { ...shown, officer: '099' })).toMatchObject({
      ...{ ...bad, leadsToRoot: false, differs: [], signed: 'GOOD' },
    });
    expect(await check({}, { ...shown, fieldsReleased: [] })).toMatchObject({
      ...{ ...bad, leadsToRoot: true, differs: ['fieldsReleased'] },
    });
    expect(await check({ salt: altered(proof.salt) })).toMatchObject({ ...bad, leadsToRoot: false });
    const path = [altered(proof.path[0]!), ...proof.path.slice(1)];
    expect(await check({ path })).toMatchObject({ ...bad, leadsToRoot: false, signed: 'GOOD' });
    for (const other of [proof.path.slice(1), [...proof.path, proof.path[0]]])
      expect(await check({ path: other })).toMatchObject({ ...bad, leadsToRoot: false, root: null });
    const later = proof.checkpoint.replace(/time 20/, 'time 21');
    expect(await check({ checkpoint: later })).toMatchObject({ ...bad, leadsToRoot: true, signed: 'BAD' });
    expect(await check({}, shown, [foreign])).toMatchObject({ ...bad, leadsToRoot: true, signed: 'FOREIGN' });
  });

  it('is none where it cannot be read', async () => {
    const [id] = await record.write(1);
    await record.seal();
    const proof = await proofOf(id!);
    const none = { verdict: 'FAILS', isReadable: false, event: null };
    const others = [
      { format: 'x' },
      { seq: proof.seq + 1 },
      { checkpoint: 'x' },
      { salt: '%' },
      { event: '{' },
    ];
    for (const changes of others)
      expect(
        await verifyProof(JSON.stringify({ ...proof, ...changes }), shownOf(proof.event), vkeys()),
      ).toMatchObject(none);
    expect(await verifyProof('no proof', shownOf(proof.event), vkeys())).toMatchObject(none);
  });
});

describe('The last seals in the browser', () => {
  const notes = async () =>
    (await record.sql<{ checkpoint: string }>('select checkpoint from audit.seal order by n desc')).map(
      ({ checkpoint }) => checkpoint,
    );

  beforeAll(async () => {
    for (let many = 1; many <= 4; many += 1) {
      await record.write(many);
      await record.seal();
    }
  });

  it('follow on each other, and on the one that is kept outside', async () => {
    const checkpoints = await notes();
    const found = await verifySeals({ checkpoints, keptOutside: checkpoints[1]!, keys: vkeys() });
    expect(found).toMatchObject({ verdict: 'HOLDS', firstWrong: null, outside: { state: 'SAME' } });
    expect(found.seals.length).toBe(checkpoints.length);
    const few = { checkpoints: checkpoints.slice(0, 2), keys: vkeys() };
    expect(await verifySeals({ ...few, keptOutside: checkpoints[3]! })).toMatchObject({
      ...{ verdict: 'HOLDS', outside: { state: 'OLDER' } },
    });
  });

  it('tell that one was taken out, edited, or cut off the end', async () => {
    const checkpoints = await notes();
    const keys = vkeys();
    const without = checkpoints.toSpliced(1, 1);
    const found = await verifySeals({ checkpoints: without, keptOutside: null, keys });
    expect(found).toMatchObject({ verdict: 'FAILS', firstWrong: { follows: false } });
    expect(found.firstWrong?.head).toEqual(found.seals[0]?.head);
    const edited = checkpoints.with(0, checkpoints[0]!.replace(/time 20/, 'time 21'));
    expect(await verifySeals({ checkpoints: edited, keptOutside: checkpoints[0]!, keys })).toMatchObject({
      ...{ verdict: 'FAILS', firstWrong: { signed: 'BAD' }, outside: { state: 'OTHER' } },
    });
    expect(
      await verifySeals({ checkpoints: checkpoints.slice(1), keptOutside: checkpoints[0]!, keys }),
    ).toMatchObject({ verdict: 'FAILS', outside: { state: 'AHEAD' } });
    expect(await verifySeals({ checkpoints, keptOutside: 'spoiled', keys })).toMatchObject({
      ...{ verdict: 'FAILS', outside: { state: 'UNREADABLE' } },
    });
    expect(await verifySeals({ checkpoints, keptOutside: null, keys: [foreign] })).toMatchObject({
      ...{ verdict: 'FAILS', outside: { state: 'NONE' }, firstWrong: { signed: 'FOREIGN' } },
    });
  });
});
