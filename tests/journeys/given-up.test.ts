import { until } from '../faults/until.js';
import { type Answer, answerOf } from '../support/hub.js';
import { rowsOf } from '../support/people.js';
import { type HeldHub, holding, openHeldHub, quiet, type SentSoFar } from './full-lane.js';

/** Asks for another part of the record than `others`, so that its number would be a statement of its own. */
const givenUp = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) {
  personalId formerIdentifiers { kind } } }`;
const others = 'query($ids: [PersonalId!]!) { residents(personalIds: $ids) { personalId } }';
const requestDeadlineMs = 3_000;

let hub: HeldHub;
let ids: string[];

afterEach(() => hub?.stop());

async function open(config: Parameters<typeof openHeldHub>[0] = {}) {
  hub = await openHeldHub(config);
  const [found] = await rowsOf<{ ids: string[] }>(
    hub.cluster,
    'educationFee',
    `select (array_agg(distinct personal_id order by personal_id))[1:2] as ids from public.pupil_enrolment
     where school_code = '01000701' and status = 'ENROLLED' and end_on is null and personal_id like '0%' and personal_id not like '001000%'`,
  );
  ids = found!.ids;
  // Its documents are planned and its connections opened before anything is held.
  for (const query of [givenUp, others]) expect((await ask(query, ids)).body.errors).toBeUndefined();
}

const ask = (query: string, people: string[]) => hub.ask('school.demo', 'ENROLMENT', query, { ids: people });

/** A school's remit is asked beside the registry: when that is sent, its number waits for the registry. */
const waits = (sent: SentSoFar, requests: number) =>
  until('its number waits', async () => (await sent('education-fee')) === requests);

const peopleIn = ({ body }: Answer) =>
  body.data.residents.map((one: { personalId: string } | null) => one?.personalId);

describe('A request whose time runs out while its number waits for the registry', () => {
  it('is on record as failed and asks nothing; who came after it is answered', async () => {
    await open({ requestDeadlineMs });
    const { late, later, sent } = await hub.whileHeld(async (sentSoFar) => {
      const late = await ask(givenUp, [ids[0]!]);
      await waits(sentSoFar, 1);
      const later = ask(others, [ids[1]!]);
      await waits(sentSoFar, 2);
      return { late, later: { answer: later }, sent: sentSoFar };
    });
    const answer = await later.answer;
    expect(late.status).toBe(504);
    expect(late.body.data).toBeUndefined();
    expect(late.body.errors[0].extensions.code).toBe('DEADLINE_EXCEEDED');
    expect(await hub.auditOf(late)).toMatchObject([
      { outcome: 'FAILED', error_codes: ['DEADLINE_EXCEEDED'], fields_released: [] },
    ]);
    expect(peopleIn(answer)).toEqual([ids[1]]);
    expect(await sent('population')).toBe(holding + 1);
  });
});

describe('A request whose caller hangs up while its number waits for the registry', () => {
  it('is on record as gone and asks nothing; who came beside it is answered', async () => {
    await open();
    const requestId = 'hangs-up-while-waiting';
    const authorization = `Bearer ${await hub.token('school.demo')}`;
    const hangUp = new AbortController();
    const { later, sent } = await hub.whileHeld(async (sentSoFar) => {
      const gone = fetch(`${hub.url}/graphql`, {
        method: 'POST',
        signal: hangUp.signal,
        body: JSON.stringify({ query: givenUp, variables: { ids: [ids[0]] } }),
        headers: {
          'content-type': 'application/json',
          ...{ authorization, 'x-purpose': 'ENROLMENT', 'x-request-id': requestId },
        },
      }).then(answerOf);
      await waits(sentSoFar, 1);
      const later = ask(others, [ids[1]!]);
      await waits(sentSoFar, 2);
      hangUp.abort();
      await expect(gone).rejects.toThrow('aborted');
      await quiet();
      return { later: { answer: later }, sent: sentSoFar };
    });
    expect(peopleIn(await later.answer)).toEqual([ids[1]]);
    await until('it is on record', async () => (await hub.auditOf({ requestId })).length > 0);
    expect(await hub.auditOf({ requestId })).toMatchObject([
      { outcome: 'CLIENT_GONE', fields_released: [], subjects: [{ personalId: ids[0], outcome: 'REFUSED' }] },
    ]);
    expect(await sent('population')).toBe(holding + 1);
  });
});
