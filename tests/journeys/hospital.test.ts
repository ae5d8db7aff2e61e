import { sampleCards } from '../../src/sample/cards.js';
import { type Hub, openHub, statementsDuring } from '../support/hub.js';
import { knownPeople, personOf, rowsOf } from '../support/people.js';

const desk = `query Desk($claim: IdentityClaim!) {
  identify(claim: $claim) {
    outcome recognisedAs problem
    verdicts { field verdict reason }
    resident {
      personalId fullName dateOfBirth sex status
      permanentResidence { addressLine since recordedUnit { code validFrom name } currentUnits { code name provinceName } }
      coverage { cardNumber status benefitLevel coveredRate period { startOn endOn } initialFacility }
      eligibility(facility: "01001") { outcome portalCode explanation facility coverage { cardNumber } }
    }
  }
}`;

let hub: Hub;
let cards: Awaited<ReturnType<typeof sampleCards>>;

beforeAll(async () => {
  hub = await openHub();
  cards = await sampleCards({ urls: hub.cluster.databases.owners });
});
afterAll(() => hub.stop());

const look = (claim: Record<string, unknown>, headers = {}) =>
  hub.ask('hospital.demo', 'TREATMENT', desk, { claim }, headers);

describe('A hospital that scans a card', () => {
  it('reads identity, residence, coverage and eligibility as the sources hold them', async () => {
    const answer = await look({ cardText: cards[0]!.cardText });
    expect(answer.status).toBe(200);
    expect(answer.body.errors).toBeUndefined();
    const { outcome, recognisedAs, problem, verdicts, resident } = answer.body.data.identify;
    expect({ outcome, recognisedAs, problem }).toEqual({
      outcome: 'MATCHED',
      recognisedAs: 'CCCD_QR',
      problem: null,
    });
    expect(verdicts.map((one: { field: string }) => one.field)).toEqual([
      'NUMBER',
      'FULL_NAME',
      'DATE_OF_BIRTH',
      'SEX',
      'ADDRESS',
    ]);
    const { ACTIVE } = await knownPeople(hub.cluster);
    const [person] = await rowsOf<Record<string, string>>(
      hub.cluster,
      'population',
      `select c.*, r.unit_code, r.address_line from public.citizen c
       join public.residence_record r on r.personal_id = c.personal_id and r.kind = 'PERMANENT'
       where c.personal_id = $1`,
      [ACTIVE],
    );
    expect(resident).toMatchObject({
      personalId: ACTIVE,
      fullName: person!.full_name,
      dateOfBirth: person!.birth_date,
      status: 'ALIVE',
      permanentResidence: { addressLine: person!.address_line, recordedUnit: { code: person!.unit_code } },
      coverage: { status: 'ACTIVE', initialFacility: '01001', period: { endOn: null } },
      eligibility: { outcome: 'ELIGIBLE', portalCode: '000', facility: '01001' },
    });
    expect(resident.permanentResidence.currentUnits[0].provinceName).toBe('Thành phố Hà Nội');
    expect(resident.eligibility.coverage.cardNumber).toBe(resident.coverage.cardNumber);
  });

  it('is on record with officer, purpose, the resident and every field it was given', async () => {
    const answer = await look({ cardText: cards[0]!.cardText }, { 'x-case-reference': 'BA-2026-0001' });
    const events = await hub.auditOf(answer);
    const { ACTIVE } = await knownPeople(hub.cluster);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      ...{
        agency_code: 'hospital.demo',
        agency_kind: 'HOSPITAL',
        client_id: 'hospital.demo',
        officer: '001',
      },
      ...{
        purpose: 'TREATMENT',
        case_reference: 'BA-2026-0001',
        operation_name: 'Desk',
        outcome: 'ANSWERED',
      },
      ...{ error_codes: [], fields_refused: [], fields_unavailable: [] },
      subjects: [{ personalId: ACTIVE, outcome: 'RELEASED' }],
    });
    expect(events[0]!.fields_released).toEqual(
      expect.arrayContaining(['Identification.outcome', 'Resident.fullName', 'Coverage.cardNumber']),
    );
  });

  it('gets the verdicts and no resident when the birth date is another, and nothing of him is released', async () => {
    const wrong = cards.find((card) => card.shows.en === 'Birth date differs from the registry')!;
    const answer = await look({ cardText: wrong.cardText });
    expect(answer.body.data.identify).toMatchObject({ outcome: 'MISMATCHED', resident: null });
    expect(answer.body.data.identify.verdicts).toContainEqual({
      field: 'DATE_OF_BIRTH',
      verdict: 'DIFFERENT',
      reason: 'DIFFERENT',
    });
    const [event] = await hub.auditOf(answer);
    const { ACTIVE } = await knownPeople(hub.cluster);
    expect(event!.subjects).toEqual([{ personalId: ACTIVE, outcome: 'MISMATCHED' }]);
    expect(event!.fields_released).toEqual([
      'Query.identify',
      'Identification.outcome',
      'Identification.recognisedAs',
      'Identification.verdicts',
      'FieldVerdict.field',
      'FieldVerdict.verdict',
      'FieldVerdict.reason',
    ]);
  });

  it('does not ask health insurance about someone who was not matched', async () => {
    const { cardText } = cards.find((card) => card.expect === 'MISMATCHED')!;
    expect(await statementsDuring(hub, () => look({ cardText }))).toEqual({ population: 1 });
  });

  it('learns that there is a difference but not which, without identity:read', async () => {
    const token = await hub.token('hospital.demo', { scope: ['identity:verify'] });
    const { ACTIVE } = await knownPeople(hub.cluster);
    const claim = { ...(await personOf(hub.cluster, ACTIVE!)), dateOfBirth: '1901-01-01' };
    const query =
      'query($claim: IdentityClaim!) { identify(claim: $claim) { outcome verdicts { field verdict reason } } }';
    const headers = { authorization: `Bearer ${token}`, 'x-purpose': 'TREATMENT' };
    const answer = await hub.post({ query, variables: { claim } }, headers);
    expect(answer.body.data.identify.outcome).toBe('MISMATCHED');
    expect(answer.body.data.identify.verdicts).toContainEqual({
      field: 'DATE_OF_BIRTH',
      verdict: 'DIFFERENT',
      reason: null,
    });
  });

  it('is refused what it has no scope for, every field by name, and nothing is asked of any source', async () => {
    const query = `query($claim: IdentityClaim!) { identify(claim: $claim) { outcome resident {
      fullName coverage { cardNumber } membership { sectorNo } fees { amountDue } } } }`;
    const sent = await statementsDuring(hub, async () => {
      const claim = { cardText: cards[0]!.cardText };
      const answer = await hub.ask('hospital.demo', 'TREATMENT', query, { claim });
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        errors: [
          {
            message: 'Cơ quan không có quyền xem những trường này.',
            extensions: {
              code: 'FORBIDDEN',
              requestId: answer.requestId,
              missing: [
                { coordinate: 'Resident.membership', scope: 'membership:read' },
                { coordinate: 'Membership.sectorNo', scope: 'membership:read' },
                { coordinate: 'Resident.fees', scope: 'fee:read' },
                { coordinate: 'Fee.amountDue', scope: 'fee:read' },
              ],
            },
          },
        ],
      });
    });
    expect(sent).toEqual({});
  });

  it('cannot ask for a resident who was not presented', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const query = 'query($id: PersonalId!) { resident(personalId: $id) { fullName } }';
    const answer = await hub.ask('hospital.demo', 'TREATMENT', query, { id: ACTIVE });
    expect(answer.body).toEqual({ data: { resident: null } });
    expect((await hub.auditOf(answer))[0]!.subjects).toEqual([
      { personalId: ACTIVE, outcome: 'OUT_OF_REMIT' },
    ]);
  });
});

describe('Every sample card', () => {
  it('answers what it promises', async () => {
    expect(cards.length).toBeGreaterThan(20);
    for (const card of cards) {
      const answer = await look({ cardText: card.cardText });
      const { outcome, recognisedAs, resident, problem } = answer.body.data.identify;
      expect([card.shows.en, outcome, recognisedAs]).toEqual([card.shows.en, card.expect, card.kind]);
      expect(resident === null).toBe(card.expect !== 'MATCHED');
      expect(problem === null).toBe(card.expect !== 'UNREADABLE');
    }
  });

  it('of a kind that is PARTIAL shows the verdict on the number alone', async () => {
    for (const card of cards.filter((one) => one.expect === 'PARTIAL')) {
      const { verdicts } = (await look({ cardText: card.cardText })).body.data.identify;
      expect(verdicts.map((one: { field: string }) => one.field)).toEqual(['NUMBER']);
    }
  });

  it('of an older number finds the resident who has another number now', async () => {
    const { FORMER_ID } = await knownPeople(hub.cluster);
    const card = cards.find((one) => one.shows.en === 'Older card with a cancelled personal ID')!;
    const { verdicts, resident } = (await look({ cardText: card.cardText })).body.data.identify;
    expect(verdicts[0]).toEqual({
      field: 'NUMBER',
      verdict: 'SAME_NORMALISED',
      reason: 'FORMER_PERSONAL_ID',
    });
    expect(resident.personalId).toBe(FORMER_ID);
    expect(card.cardText).not.toContain(FORMER_ID);
  });
});

describe('A typed claim', () => {
  const person = async () => personOf(hub.cluster, (await knownPeople(hub.cluster)).ACTIVE!);

  it('matches by number, name and birth date in the writing of people', async () => {
    const { personalId, fullName, dateOfBirth } = await person();
    const [year, month, day] = dateOfBirth.split('-');
    const answer = await look({
      personalId: `${personalId.slice(0, 3)} ${personalId.slice(3)}`,
      fullName: fullName.toUpperCase().normalize('NFD'),
      dateOfBirth: `${day}/${month}/${year}`,
    });
    expect(answer.body.data.identify).toMatchObject({ outcome: 'MATCHED', recognisedAs: 'PERSONAL_ID' });
  });

  it('matches by the old number and a birth year', async () => {
    const { personalId, fullName, dateOfBirth } = await person();
    const [old] = await rowsOf<{ number: string }>(
      hub.cluster,
      'population',
      "select number from public.citizen_number where personal_id = $1 and kind = 'OLD_ID_NUMBER'",
      [personalId],
    );
    const answer = await look({ oldIdNumber: old!.number, fullName, dateOfBirth: dateOfBirth.slice(0, 4) });
    expect(answer.body.data.identify).toMatchObject({ outcome: 'MATCHED', recognisedAs: 'OLD_ID_NUMBER' });
    expect(answer.body.data.identify.verdicts[2].verdict).toBe('LESS_PRECISE');
  });

  it('matches by the insurance number, which health insurance resolves', async () => {
    const { personalId, fullName, dateOfBirth } = await person();
    const [card] = await rowsOf<{ insurance_number: string }>(
      hub.cluster,
      'healthInsurance',
      'select insurance_number from public.insurance_card where personal_id = $1 limit 1',
      [personalId],
    );
    const answer = await look({ insuranceNumber: card!.insurance_number, fullName, dateOfBirth });
    expect(answer.body.data.identify).toMatchObject({ outcome: 'MATCHED', resident: { personalId } });
  });

  it.each([
    ['nothing', {}, 'personalId'],
    ['two numbers', { personalId: '001090000001', oldIdNumber: '012345678' }, 'personalId'],
    ['a card text beside a number', { cardText: '001090000001', personalId: '001090000001' }, 'cardText'],
    ['a number of the wrong length', { personalId: '123' }, 'personalId'],
    ['a birth date that is none', { personalId: '001090000001', dateOfBirth: '31/02/1990' }, 'dateOfBirth'],
  ])('is refused by name for %s', async (_what, claim, field) => {
    const answer = await look(claim);
    expect(answer.body.data.identify).toBeNull();
    expect(answer.body.errors[0]).toMatchObject({
      path: ['identify'],
      extensions: { code: 'BAD_USER_INPUT', field, requestId: answer.requestId },
    });
  });
});
