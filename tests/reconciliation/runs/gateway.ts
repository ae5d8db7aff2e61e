import { randomUUID } from 'node:crypto';
import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';
import { until } from '../../faults/until.js';
import { type Answer, type Hub, openHub } from '../../support/hub.js';

export let cluster: PrivateCluster;
export let hub: Hub;
export const insurance = 'insurance.demo';

/** A hub with a PostgreSQL of its own for the tests of a file. */
export function useGateway(): void {
  beforeAll(async () => {
    cluster = await makePrivateCluster({ residents: 1_500 });
    hub = await openHub({ cluster });
  }, 180_000);
  afterAll(async () => {
    await hub?.stop();
    await cluster?.remove();
  });
}

export const fields = `id sector state stage rowsRead rowsRejected done total rowsPerSecond secondsLeft
  source { kind name sha256 letters charset } outcomes { outcome records } causes { cause records }
  registryAt residents versions { hub engine } refusal refusalCode officer startedAt finishedAt seconds signedSummary`;

export const start = (input: object, agency = insurance, purpose: string | null = 'RECONCILIATION') =>
  hub.ask(
    agency,
    purpose,
    `mutation Start($input: StartReconciliationInput!) { startReconciliation(input: $input) { ${fields} } }`,
    { input: { idempotencyKey: randomUUID(), sector: 'social-security', ...input } },
  );
export const set = (runId: string, action: string, agency = insurance) =>
  hub.ask(
    agency,
    'RECONCILIATION',
    `mutation Set($input: SetReconciliationStateInput!) { setReconciliationState(input: $input) { state } }`,
    { input: { idempotencyKey: randomUUID(), runId, action } },
  );
export const look = async (id: string, agency = insurance, headers = {}) =>
  (
    await hub.ask(
      agency,
      'RECONCILIATION',
      `query Run($id: ID!) { reconciliationRun(id: $id) { ${fields} } }`,
      { id },
      headers,
    )
  ).body.data.reconciliationRun;

// biome-ignore lint/suspicious/noExplicitAny: an answer's run
export async function finished(id: string): Promise<any> {
  let run: { state: string } | null = null;
  await until(
    'the run is over',
    async () => {
      run = await look(id);
      return ['FINISHED', 'FAILED', 'CANCELLED'].includes(run!.state);
    },
    60_000,
  );
  return run;
}

export const runOf = (answer: Answer) => answer.body.data.startReconciliation;

export const membersOf = (province: string) =>
  cluster.sql<Record<'sector_no' | 'personal_id' | 'full_name' | 'birth_date' | 'address', string>>(
    'social_security',
    'select * from public.insured_person where province_code = $1 order by sector_no',
    [province],
  );

/** Sends a file in one part or several; answers the last answer. */
export async function send(
  content: Buffer,
  { part = content.length, agency = insurance, name = 'members.csv' } = {},
) {
  const headers = {
    authorization: `Bearer ${await hub.token(agency)}`,
    'x-purpose': 'RECONCILIATION',
    'content-type': 'text/csv',
    'x-file-name': name,
    'idempotency-key': randomUUID(),
  };
  let answer = await fetch(`${hub.url}/reconciliation/files`, {
    method: 'POST',
    headers,
    body: content.subarray(0, part),
  });
  const { fileId, errors } = (await answer.clone().json()) as { fileId: string; errors?: unknown };
  if (errors) return { status: answer.status, fileId, body: await answer.json() };
  for (let at = part; at < content.length; at += part) {
    answer = await fetch(`${hub.url}/reconciliation/files/${fileId}`, {
      ...{ method: 'PATCH', headers: { ...headers, 'upload-offset': String(at) } },
      body: content.subarray(at, at + part),
    });
  }
  return { status: answer.status, fileId, body: (await answer.json()) as { bytes: number } };
}

export const fileOf = (members: Record<string, unknown>[]) =>
  Buffer.from(
    `sector_no,personal_id,old_cmnd,full_name,dob,gender,address\n${members
      .map((one) =>
        [
          one.sector_no,
          one.personal_id,
          one.old_cmnd,
          one.full_name,
          one.birth_date,
          '',
          `"${one.address}"`,
        ].join(','),
      )
      .join('\n')}\n`,
  );

/** Begins to listen to a subscription; answers as soon as it is accepted or refused. */
export async function begin(
  query: string,
  variables: object,
  {
    agency = insurance,
    purpose = 'RECONCILIATION',
    signal,
  }: { agency?: string; purpose?: string; signal?: AbortSignal } = {},
) {
  return fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await hub.token(agency)}`,
      ...{ 'x-purpose': purpose, 'content-type': 'application/json', accept: 'text/event-stream' },
    },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
}

/** Listens to a subscription; answers the status and, event by event, what was told. */
export async function listen(...asked: Parameters<typeof begin>) {
  const answer = await begin(...asked);
  const requestId = answer.headers.get('x-request-id')!;
  const type = answer.headers.get('content-type')!;
  const text = await answer.text().catch(() => '');
  const events = [...text.matchAll(/^event: (\w+)\n(?:data: (.*)\n)?/gm)].map(([, event, data]) => ({
    event,
    data: data ? JSON.parse(data) : null,
  }));
  return { status: answer.status, requestId, type, text, events };
}

export const progress = `subscription Progress($id: ID!) {
  reconciliationProgress(runId: $id) { state stage done total rowsPerSecond secondsLeft outcomes { outcome records } }
}`;
