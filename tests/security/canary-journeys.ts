import { readFileSync } from 'node:fs';
import { withPool } from '../../src/cli/workplace.js';
import { settingsOf, startChildHub } from '../faults/child-hub.js';
import { deskQuery, knownPeople, meQuery } from '../faults/looks.js';
import type { PrivateCluster } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';
import { answerOf } from '../support/hub.js';

/** What must stay inside: every number and name the sample holds, and the tokens of this run. */
export interface Secrets {
  numbers: ReadonlySet<string>;
  names: readonly string[];
  tokens: string[];
}

/** Everything that came out of the journeys, by where it came out. */
export interface Outputs {
  stdout: string;
  stderr: string;
  metrics: string;
  readyz: string;
  /** The log of PostgreSQL. */
  postgres: string;
  /** Errors of all answers, a line an answer. */
  errors: string;
}

export async function secretsOf({ databases }: PrivateCluster): Promise<Secrets> {
  const column = (url: string, text: string) =>
    withPool(url, async (pool) => (await pool.query<{ v: string }>(text)).rows.map((row) => row.v));
  const { population, healthInsurance, socialSecurity, educationFee } = databases.owners;
  const numbers = await Promise.all([
    column(population, 'select identifier as v from lienthong.identifier'),
    column(
      healthInsurance,
      'select unnest(array[insurance_number, card_number]) as v from lienthong.coverage',
    ),
    column(socialSecurity, 'select unnest(array[sector_no, personal_id]) as v from lienthong.member'),
  ]);
  const names = await Promise.all([
    column(population, 'select distinct full_name as v from lienthong.resident'),
    column(educationFee, 'select distinct full_name as v from lienthong.enrolment'),
  ]);
  return { numbers: new Set(numbers.flat().filter(Boolean)), names: [...new Set(names.flat())], tokens: [] };
}

/** Questions that go well, and as many ways to go wrong with a person's number and name in hand. */
export async function travel(cluster: PrivateCluster, secrets: Secrets): Promise<Outputs> {
  const people = await knownPeople(cluster);
  const hub = await startChildHub(cluster, { ...settingsOf(cluster), LIENTHONG_LOG_LEVEL: 'trace' });
  const id = people.holder;
  const name = secrets.names[0]!;
  const errors: string[] = [];

  async function send(
    agency: string,
    purpose: string,
    body: unknown,
    more: Record<string, string> = {},
    path = '',
  ) {
    const token = await hub.tokens.of(agency);
    secrets.tokens.push(token);
    const answer = await answerOf(
      await fetch(`${hub.url}/graphql${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: {
          ...{ 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': purpose },
          ...more,
        },
      }),
    );
    if (answer.body?.data === undefined) errors.push(answer.text);
    else errors.push(JSON.stringify(answer.body.errors ?? []));
    return answer;
  }
  const hospital = (query: string, variables?: object, more?: Record<string, string>) =>
    send('hospital.demo', 'TREATMENT', { query, variables }, more);
  const portal = (query: string, variables?: object) =>
    send('authority.demo', 'ADMINISTRATIVE_PROCEDURE', { query, variables });

  expect((await hospital(deskQuery, { card: people.card })).body.data.identify.outcome).toBe('MATCHED');
  expect((await send('resident.demo', 'SELF', { query: meQuery })).body.errors).toBeUndefined();
  const school =
    '{ school(code: "01000701") { class(schoolYear: "2026-2027", name: "10A1") { enrolments { nodes { resident { fullName } fees { amountDue } } } } } }';
  expect((await send('school.demo', 'ENROLMENT', { query: school })).body.errors).toBeUndefined();
  const byId = 'query($id: PersonalId!) { resident(personalId: $id) { fullName household { householdId } } }';
  await portal(byId, { id });

  for (const wrong of [`${id}1`, `x${id}`, { a: id }, [id, id], Number(id), name, null]) {
    await portal(byId, { id: wrong });
    await hospital(deskQuery, { card: wrong });
  }
  for (const document of [
    `{ resident(personalId: "${id}") { noSuchField } }`,
    `{ resident(personalId: 1${id}) { fullName } }`,
    `{ resident(personalId: ${id}) { fullName } }`,
    `{ resident(personalId: "${id}x") { fullName } }`,
    `{ resident(personalId: "${id}" { fullName } }`,
    `{ resident(personalId: ["${id}", "${name}"]) { fullName } }`,
    `{ resident(personalId: {number: "${id}"}) { fullName } }`,
    `{ resident(fullName: "${name}") { fullName } }`,
    `{ identify(claim: {personalId: 1${id}}) { outcome } }`,
    `{ identify(claim: {fullName: ${id.replace(/^0/, '1')}}) { outcome } }`,
    `{ identify(claim: {sex: "${name}"}) { outcome } }`,
    `{ identify(claim: "${id} ${name}") { outcome } }`,
    `{ school(code: ${id.replace(/^0/, '1')}) { name } }`,
    `query($id: PersonalId = "${id}x") { resident(personalId: $id) { fullName } }`,
    `"${name} ${id}`,
    `{ resident(personalId: "${id}) { fullName } }`,
    `${name} { hub }`,
    `{ eligibility(on: "${id}") }`,
  ]) {
    await hospital(document);
    await portal(document);
  }
  await send('hospital.demo', 'TREATMENT', {
    query: 'query A { hub { version } }',
    operationName: `${name} ${id}`,
  });
  await send('hospital.demo', 'TREATMENT', `{"query": "${id}" ${name}`);
  await send('hospital.demo', 'TREATMENT', `${id} ${name}`);
  await send('hospital.demo', 'TREATMENT', [{ query: deskQuery, variables: { card: id } }]);
  await send('hospital.demo', 'TREATMENT', { query: deskQuery, variables: id });
  await send('hospital.demo', 'TREATMENT', { query: deskQuery, variables: { card: id.repeat(2_000) } });
  await send('hospital.demo', 'TREATMENT', `${id}${' '.repeat(150_000)}`);
  await send('hospital.demo', id, { query: deskQuery, variables: { card: people.card } });
  await send(
    'hospital.demo',
    'TREATMENT',
    { query: '{ hub { version } }' },
    { 'x-request-id': `scan-${id}` },
  );
  await send(
    'hospital.demo',
    'TREATMENT',
    { query: '{ hub { version } }' },
    { authorization: `Bearer ${id}.${id}.${id}` },
  );
  await send(
    'hospital.demo',
    'TREATMENT',
    { query: '{ hub { version } }' },
    { 'content-type': `text/${id}` },
  );
  await send('hospital.demo', 'TREATMENT', {}, {}, `/${id}`);
  await send('hospital.demo', 'EMERGENCY', { query: '{ hub { version } }' }, { 'x-emergency-reason': id });
  for (const path of [`/graphql?personalId=${id}`, `/${id}`, `/oauth/token?id=${id}`, `/explore/${id}`]) {
    errors.push(await (await fetch(`${hub.url}${path}`)).text());
  }

  // What breaks inside: views that drifted so that PostgreSQL itself quotes a value, databases that go away.
  const asNumber = `alter view lienthong.resident rename to kept; create view lienthong.resident as
    select (full_name || personal_id)::int as household_id, personal_id, full_name, date_of_birth, sex, status, eid_level,
      eid_status, eid_activated_on from lienthong.kept;
    alter view lienthong.resident rename column household_id to broken;
    alter view lienthong.resident rename column status to old_status;
    alter view lienthong.resident rename column broken to status;
    grant select on lienthong.resident to lienthong_reader`;
  await cluster.sql('population', asNumber);
  expect((await hospital(deskQuery, { card: people.card })).body.data.identify).toBeNull();
  await cluster.sql(
    'population',
    'drop view lienthong.resident; alter view lienthong.kept rename to resident',
  );
  for (const database of ['health_insurance', 'population', 'hub'] as const) {
    await cluster.stopDatabase(database);
    await hospital(deskQuery, { card: people.card });
    await cluster.startDatabase(database);
  }
  await until(
    'the hub answers again',
    async () => (await hospital(deskQuery, { card: people.card })).status === 200,
  );

  const metrics = await (await fetch(`${hub.url}/metrics`)).text();
  const readyz = await (await fetch(`${hub.url}/readyz`)).text();
  await hub.end('SIGTERM');
  return {
    ...{ metrics, readyz, stdout: hub.stdout(), stderr: hub.stderr(), errors: errors.join('\n') },
    postgres: readFileSync(cluster.state.file('postgres.log'), 'utf8'),
  };
}
