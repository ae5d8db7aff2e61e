import type pg from 'pg';
import type { Answer, Hub } from '../support/hub.js';
import { rowsOf } from '../support/people.js';
import type { PrivateCluster } from './private-cluster.js';
import { until } from './until.js';

/** Who stands at a desk, as he says it; also what the registry says. */
export interface Claim {
  personalId: string;
  fullName: string;
  dateOfBirth: string;
}

export const recordQuery = `mutation Record($input: RecordVisitInput!) {
  recordVisit(input: $input) {
    id state endedAt answeredAt resident { fullName }
    entries { id moment requestId verification pendingBecause notConfirmedBecause recognisedAs outcome portalCode
      cardNumber validUntil explanation legalBasis verdicts { field verdict } corrects supersededBy
      lastKnown { outcome portalCode cardNumber ageDays } } } }`;
export const listQuery = `query List($on: LocalDate, $verification: VisitVerification, $answeredSince: DateTime) {
  visits(on: $on, verification: $verification, answeredSince: $answeredSince) {
    totalCount nodes { id state answeredAt entries { moment verification outcome notConfirmedBecause corrects } } } }`;

/** Insured people of the sample, each a claim that matches. */
export function insuredPeople(cluster: PrivateCluster, many: number): Promise<Claim[]> {
  return rowsOf<{ personalId: string }>(
    cluster,
    'healthInsurance',
    `select distinct c.personal_id as "personalId" from public.insurance_card c
     where c.personal_id is not null and c.state = 'ACTIVE' order by 1 limit $1`,
    [many],
  ).then((ids) =>
    rowsOf<Claim>(
      cluster,
      'population',
      `select personal_id as "personalId", full_name as "fullName", birth_date as "dateOfBirth"
       from public.citizen where personal_id = any($1) and life_status = 'ALIVE' order by 1`,
      [ids.map(({ personalId }) => personalId)],
    ),
  );
}

/** One hospital's desk at a hub. */
export function visitDesk(hub: Hub, agency: string, cluster: PrivateCluster) {
  let keys = 0;
  const newKey = () => `${agency}-${++keys}`;
  const send = (input: object, headers: Record<string, string> = {}): Promise<Answer> =>
    hub.ask(agency, 'TREATMENT', recordQuery, { input: { idempotencyKey: newKey(), ...input } }, headers);
  const rows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    cluster.sql<Row>('hub', text, values);
  return {
    ...{ agency, newKey, send, rows },
    /** What came of it, which must be no error but of the person himself. */
    async done(input: object) {
      const answer = await send(input);
      expect(answer.body.data?.recordVisit ?? answer.body).toMatchObject({ id: expect.any(String) });
      return answer.body.data.recordVisit;
    },
    async list(filter: object) {
      const { body } = await hub.ask(agency, 'TREATMENT', listQuery, { ...filter });
      expect(body.errors).toBeUndefined();
      return body.data.visits;
    },
    /** Whether the remit of this person is open to a question by number. */
    async sees(personalId: string): Promise<boolean> {
      const query = 'query Look($id: PersonalId!) { resident(personalId: $id) { fullName } }';
      const { body } = await hub.ask(agency, 'TREATMENT', query, { id: personalId });
      return body.data.resident !== null;
    },
    /** What is owed to this agency. */
    owed: () =>
      rows<{ entry_id: string; attempts: number }>('select * from visit.recheck where agency_code = $1', [
        agency,
      ]),
    async untilNothingIsOwed() {
      await until(
        'nothing is owed',
        async () => (await rows('select from visit.recheck where agency_code = $1', [agency])).length === 0,
        20_000,
      );
    },
  };
}

export type VisitDesk = ReturnType<typeof visitDesk>;

export const arrival = (claim: object, more: object = {}) => ({
  ...{ moment: 'ARRIVAL', facility: '01001', care: 'OUTPATIENT', claim, ...more },
});
