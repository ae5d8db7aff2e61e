import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toVkey } from '../../src/audit/note.js';
import { openSealKeys } from '../../src/audit/seal-keys.js';
import { packageRoot } from '../../src/config/package-root.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';
import { type Hub, openHub } from '../support/hub.js';
import { knownPeople, type Person, personOf } from '../support/people.js';

const scan = 'query Scan($claim: IdentityClaim!) { identify(claim: $claim) { resident { fullName } } }';

let cluster: PrivateCluster;
let hub: Hub;
let folder: string;
let me: Person;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  hub = await openHub({ cluster });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-proof-'));
  me = await personOf(cluster, (await knownPeople(cluster)).ACTIVE!);
  await hub.ask('hospital.demo', 'TREATMENT', scan, { claim: me });
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const vkeyOf = () => openSealKeys(cluster.state.file('seal-keys.json'), '', null).trusted.map(toVkey)[0]!;

async function myLooks() {
  const authorization = `Bearer ${await hub.token('resident.demo', { resident: me.personalId })}`;
  const answer = await hub.post({ query: '{ usage { nodes { id sealed proof } } }' }, { authorization });
  return answer.body;
}

/** What the verifier that anybody may run says of a proof. */
function verified(proof: string, vkey: string): Promise<{ code: number | null; said: string }> {
  const file = join(folder, 'proof.json');
  writeFileSync(file, proof);
  const verifier = join(packageRoot, 'docs', 'audit-verifier.mjs');
  return new Promise((resolve) => {
    const done = (error: { code?: unknown } | null, out: string, err: string) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err });
    execFile(process.execPath, [verifier, '--key', vkey, file], done);
  });
}

describe('The proof of a look', () => {
  it('is the resident’s to check: in the sealed record, and nothing of the officer or of others in it', async () => {
    await until('it is sealed', async () => (await myLooks()).data.usage.nodes[0]?.sealed === true);
    const [look] = (await myLooks()).data.usage.nodes;
    expect(Object.keys(JSON.parse(look.proof))).toEqual(['format', 'leaf', 'seq', 'path', 'checkpoint']);
    const vkey = vkeyOf();
    expect(await verified(look.proof, vkey)).toMatchObject({ code: 0 });
    const other = JSON.parse(look.proof);
    other.leaf = createHash('sha256').update('another entry').digest('base64');
    expect(await verified(JSON.stringify(other), vkey)).toMatchObject({ code: 1 });
  });

  it('is the auditor’s with its contents, and the same entry', async () => {
    const answer = await hub.ask(
      'auditor.demo',
      null,
      'query($id: PersonalId!) { auditEvents(filter: { subject: $id, agency: "hospital.demo" }) { nodes { id proof } } }',
      { id: me.personalId },
    );
    const [event] = answer.body.data.auditEvents.nodes;
    expect(await verified(event.proof, vkeyOf())).toMatchObject({ code: 0 });
    const { salt, event: text, seq } = JSON.parse(event.proof);
    const leaf = createHash('sha256').update(Buffer.of(0)).update(Buffer.from(salt, 'base64')).update(text);
    const [look] = (await myLooks()).data.usage.nodes;
    expect(JSON.parse(look.proof)).toMatchObject({ leaf: leaf.digest('base64'), seq });
  });

  it('is refused for an entry that is not what was sealed', async () => {
    const change = async (officer: string) =>
      cluster.sql(
        'hub',
        `begin; set local session_replication_role = replica;
         update audit.event set officer = '${officer}' where agency_code = 'hospital.demo'; commit`,
      );
    await change('002');
    const { data, errors } = await myLooks();
    expect(data.usage.nodes[0].proof).toBeNull();
    expect(errors[0].extensions).toMatchObject({ code: 'CONFLICT', record: 'NOT_AS_SEALED' });
    await change('001');
    expect((await myLooks()).errors).toBeUndefined();
  });

  it('is given for twenty entries an operation', async () => {
    for (let times = 0; times < 25; times += 1)
      await hub.ask('hospital.demo', 'TREATMENT', scan, { claim: me });
    const { data, errors } = await myLooks();
    const given = data.usage.nodes.filter((one: { proof: string | null }) => one.proof !== null);
    expect(given.length).toBeLessThanOrEqual(20);
    expect(errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'PROOFS', allowed: 20 });
    expect(errors[0].message).toMatch(/first: 20\.$/);
  });
});
