import { until } from '../faults/until.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, statementsDuring } from '../support/hub.js';
import { personOf, rowsOf } from '../support/people.js';
import { type HeldHub, holding, openHeldHub, quiet } from './full-lane.js';

const ofSchool = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) {
  personalId fullName enrolments { schoolCode className fees { amountDue status } } } }`;
const ofInsurance = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) {
  personalId fullName membership { sectorNo contributions { salary } } benefits { kind } coverage { cardNumber } } }`;
const ofHospital = `query($claim: IdentityClaim!) { identify(claim: $claim) { outcome verdicts { field verdict }
  resident { personalId permanentResidence { addressLine } coverages { cardNumber status } } } }`;
const ofResident = `{ me { personalId fullName coverages { cardNumber } enrolments { className }
  membership { sectorNo } household: permanentResidence { addressLine } } }`;

let hub: HeldHub;
/** Pupils of two schools and members of two provinces, two each. */
let pupils: [string[], string[]];
let members: [string[], string[]];
let schools: [string, string];
let insurers: [string, string];

beforeAll(async () => {
  hub = await openHeldHub();
  const bySchool = await groupsOf(
    'educationFee',
    // NOTE: numbers of 001000… are other tests' own people, and may be nobody's in the registry.
    `select school_code as unit, personal_id from public.pupil_enrolment
     where status = 'ENROLLED' and end_on is null and personal_id like '0%' and personal_id not like '001000%'`,
  );
  const byProvince = await groupsOf(
    'socialSecurity',
    "select province_code as unit, personal_id from public.insured_person where personal_id like '0%' and personal_id not like '001000%'",
  );
  pupils = [bySchool[0].people, bySchool[1].people];
  members = [byProvince[0].people, byProvince[1].people];
  const add = (kind: 'SCHOOL' | 'SOCIAL_INSURANCE', unit: string) =>
    addAgency(hub.cluster, { kind, units: [unit] });
  schools = [await add('SCHOOL', bySchool[0].unit), await add('SCHOOL', bySchool[1].unit)];
  insurers = [
    await add('SOCIAL_INSURANCE', byProvince[0].unit),
    await add('SOCIAL_INSURANCE', byProvince[1].unit),
  ];
});
afterAll(() => hub?.stop());

interface Unit {
  unit: string;
  people: string[];
}

/** The two units with the most people of the statement's rows, and two of each. */
async function groupsOf(database: 'educationFee' | 'socialSecurity', rows: string): Promise<[Unit, Unit]> {
  const [one, other] = await rowsOf<Unit>(
    hub.cluster,
    database,
    `select unit, (array_agg(distinct personal_id order by personal_id))[1:2] as people from (${rows}) r
     group by unit order by count(*) desc, unit limit 2`,
  );
  return [one!, other!];
}

type Look = () => Promise<Answer>;

/** What every caller asks about everyone, his own people and others'. */
async function looks(): Promise<Look[]> {
  const everyone = [...pupils, ...members].flat();
  const everyCase = [...everyone.map((id) => [id]), everyone];
  const claims = await Promise.all(everyone.map((id) => personOf(hub.cluster, id)));
  const tokens = await Promise.all(everyone.map((resident) => hub.token('resident.demo', { resident })));
  return [
    ...schools.flatMap((school) =>
      everyCase.map((ids) => () => hub.ask(school, 'ENROLMENT', ofSchool, { ids })),
    ),
    ...insurers.flatMap((insurer) =>
      everyCase.map((ids) => () => hub.ask(insurer, 'INSURANCE_ADMINISTRATION', ofInsurance, { ids })),
    ),
    ...claims.map((claim) => () => hub.ask('hospital.demo', 'TREATMENT', ofHospital, { claim })),
    ...tokens.map((token) => () => hub.post({ query: ofResident }, { authorization: `Bearer ${token}` })),
  ];
}

/** What a look leaves on record, besides when and under which id. */
async function recordOf(answer: Answer) {
  return (await hub.auditOf(answer)).map((event) => ({
    ...{ agency: event.agency_code, officer: event.officer, purpose: event.purpose },
    ...{ outcome: event.outcome, codes: event.error_codes, released: event.fields_released },
    subjects: event.subjects,
  }));
}

const peopleIn = (answer: Answer): string[] =>
  answer.body.data.residents.flatMap((one: { personalId: string } | null) => one?.personalId ?? []);

describe('Requests of many callers at the same moment', () => {
  it('are each answered and put on record as if they were alone, in far fewer statements than requests', async () => {
    const all = await looks();
    const alone: Answer[] = [];
    for (const look of all) alone.push(await look());
    expect(alone.filter(({ body }) => body.errors)).toEqual([]);

    const beside = await Promise.all(all.map((look) => look()));
    const twice = [...all, ...all];
    let answers!: Answer[];
    const sent = await statementsDuring(hub, async () => {
      const asked = await hub.whileHeld(
        async () => {
          const under = twice.map((look) => look());
          await quiet();
          return { under };
        },
        { sectors: true },
      );
      answers = await Promise.all(asked.under);
    });

    for (const [at, answer] of [...beside, ...answers].entries()) {
      const single = alone[at % all.length]!;
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(single.body);
      const record = await recordOf(answer);
      expect(record).toHaveLength(1);
      expect(record).toEqual(await recordOf(single));
    }
    for (const [source, count] of Object.entries(sent))
      expect({ source, isShared: count <= twice.length / 4 }).toEqual({ source, isShared: true });
    expect(Object.keys(sent)).toHaveLength(4);
  });

  it('show each school its own pupils and each province its own members, nobody else’s', async () => {
    const everyone = [...pupils, ...members].flat();
    const ask = (agency: string, purpose: string, query: string) =>
      hub.ask(agency, purpose, query, { ids: everyone });
    const { under } = await hub.whileHeld(async () => ({
      under: Promise.all([
        ...schools.map((school) => ask(school, 'ENROLMENT', ofSchool)),
        ...insurers.map((insurer) => ask(insurer, 'INSURANCE_ADMINISTRATION', ofInsurance)),
      ]),
    }));
    const seen = (await under).map(peopleIn);
    for (const [at, own] of [...pupils, ...members].entries()) {
      expect(seen[at]).toEqual(expect.arrayContaining(own));
      const others = at < 2 ? pupils[1 - at]! : members[3 - at]!;
      expect(seen[at]!.filter((id) => others.includes(id))).toEqual([]);
    }
  });
});

describe('One person asked for by a school of his and one that is not, at the same moment', () => {
  it('is shown to the one and hidden from the other, though one statement brought him to both', async () => {
    const ids = [pupils[0][0]!];
    const { under, sent } = await hub.whileHeld(async (sentSoFar) => {
      const asked: Promise<Answer>[] = [];
      for (const [at, school] of schools.entries()) {
        asked.push(hub.ask(school, 'ENROLMENT', ofSchool, { ids }));
        // The remit is asked beside the registry: when that is sent, the number waits for the registry.
        await until('it waits', async () => (await sentSoFar('education-fee')) === at + 1);
      }
      return { under: Promise.all(asked), sent: sentSoFar };
    });
    const [inside, outside] = (await under) as [Answer, Answer];
    expect(await sent('population')).toBe(holding + 1);
    expect(peopleIn(inside)).toEqual(ids);
    expect(outside.body).toEqual({ data: { residents: [null] } });
    expect(await hub.auditOf(inside)).toMatchObject([
      {
        ...{ agency_code: schools[0], outcome: 'ANSWERED' },
        subjects: [{ personalId: ids[0], outcome: 'RELEASED' }],
      },
    ]);
    expect(await hub.auditOf(outside)).toMatchObject([
      {
        ...{ agency_code: schools[1], outcome: 'ANSWERED' },
        subjects: [{ personalId: ids[0], outcome: 'OUT_OF_REMIT' }],
      },
    ]);
  });
});
