import { grantScopes, withdrawScopes } from '../../src/access/agency-admin.js';
import { parseNote } from '../../src/audit/note.js';
import { withPool } from '../../src/cli/workplace.js';
import { until } from '../faults/until.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';

const sealing =
  'query($last: Int! = 20) { auditSealing(last: $last) { checkpoints waitingSeconds keptOutside keys } }';
const access = `query($first: Int! = 200, $after: String) { agencyAccess(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { code kind name suspended purposes
    grants { scope purpose maxRows validFrom validUntil grantedBy withdrawnBy } } } }`;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub?.stop());

const ask = (query: string, variables = {}, agency = 'auditor.demo') =>
  hub.ask(agency, null, query, variables);
const app = <T>(work: Parameters<typeof withPool<T>>[1]) => withPool(hub.cluster.databases.urls.hub, work);

/** Of one agency, on whichever page it stands: other suites have agencies of their own. */
async function accessOf(agency: string) {
  for (let after: string | null = null; ; ) {
    // biome-ignore lint/suspicious/noExplicitAny: an answer as it came
    const { nodes, pageInfo }: any = (await ask(access, { after })).body.data.agencyAccess;
    const found = nodes.find(({ code }: { code: string }) => code === agency);
    if (found || !pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

describe('An auditor', () => {
  it('reads the last seals as signed notes, newest first, and the keys that they are checked by', async () => {
    await until('two seals are there', async () => {
      const { body } = await ask(sealing);
      return body.data.auditSealing.checkpoints.length >= 2;
    });
    const { checkpoints, waitingSeconds, keptOutside, keys } = (await ask(sealing, { last: 2 })).body.data
      .auditSealing;
    const numbers = checkpoints.map((note: string) =>
      Number(/^seal (\d+)$/m.exec(parseNote(note)!.text)![1]),
    );
    expect(numbers).toEqual([numbers[1] + 1, numbers[1]]);
    expect(waitingSeconds).toBeGreaterThanOrEqual(0);
    expect(parseNote(keptOutside)).not.toBeNull();
    expect(keys).toEqual([expect.stringMatching(/^\S+\+[0-9a-f]{8}\+\S+$/)]);
    expect(JSON.stringify(keys)).not.toContain('seed');
  });

  it.each([0, 51])('is refused %i seals at once', async (last) => {
    const { body } = await ask(sealing, { last });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'last' });
  });

  it('reads what an agency may ask for, also what it no longer may, and by whom', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL', scopes: ['coverage:read'] });
    await app((pool) =>
      grantScopes(pool, agency, ['identity:verify'], {
        ...{ purpose: 'TREATMENT', maxRows: 5, by: 'operator.demo/051' },
      }),
    );
    await app((pool) => withdrawScopes(pool, agency, ['coverage:read'], { by: 'operator.demo/052' }));
    const found = await accessOf(agency);
    expect(found).toMatchObject({ kind: 'HOSPITAL', suspended: false, purposes: ['TREATMENT', 'EMERGENCY'] });
    expect(found.grants).toMatchObject([
      {
        scope: 'coverage:read',
        purpose: null,
        validUntil: expect.any(String),
        withdrawnBy: 'operator.demo/052',
      },
      {
        ...{ scope: 'identity:verify', purpose: 'TREATMENT', maxRows: 5, validUntil: null },
        grantedBy: 'operator.demo/051',
      },
    ]);
  });

  it('reads agencies page by page, each once', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const page: { nodes: { code: string }[]; totalCount: number; pageInfo: Record<string, never> } = (
        await ask(access, { first: 5, after })
      ).body.data.agencyAccess;
      codes.push(...page.nodes.map(({ code }) => code));
      total = page.totalCount;
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(total - 5);
    expect(codes).toEqual([...codes].sort());
  });
});

describe('Anybody else', () => {
  it.each(['hospital.demo', 'operator.demo'])('is refused both, as %s', async (agency) => {
    for (const query of [sealing, access]) {
      const { status, body } = await ask(query, {}, agency);
      expect([status, body.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
    }
  });
});
