import type pg from 'pg';
import type { Answer, Hub } from '../support/hub.js';
import type { PrivateCluster } from './private-cluster.js';
import { until } from './until.js';
import { recordQuery } from './visit-load.js';

export const listQuery = `query List($on: LocalDate, $verification: VisitVerification, $answeredSince: DateTime) {
  visits(on: $on, verification: $verification, answeredSince: $answeredSince) {
    totalCount nodes { id state answeredAt entries { moment verification outcome routeCode notConfirmedBecause
      explanation verdicts { field verdict } corrects } } } }`;

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
