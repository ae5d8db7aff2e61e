import { type Hub, openHub } from '../support/hub.js';
import { addResident } from '../support/people.js';

const query = 'query($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }';

let hub: Hub;
let claim: Awaited<ReturnType<typeof addResident>>;
beforeAll(async () => {
  hub = await openHub();
  claim = await addResident(hub.cluster);
});
afterAll(() => hub.stop());

const look = (agency: string, purpose: string | null, headers = {}) =>
  hub.ask(agency, purpose, query, { claim }, headers);

describe('The purpose of a look', () => {
  it.each([
    ['hospital.demo', 'TREATMENT'],
    ['school.demo', 'ENROLMENT'],
    ['school.demo', 'FEE_COLLECTION'],
    ['insurance.demo', 'INSURANCE_ADMINISTRATION'],
    ['insurance.demo', 'RECONCILIATION'],
    ['authority.demo', 'RESIDENT_REQUEST'],
    ['hospital.demo', 'treatment'],
  ])('of %s may be %s, and is on record', async (agency, purpose) => {
    const answer = await look(agency, purpose);
    expect(answer.status).toBe(200);
    expect((await hub.auditOf(answer))[0]!.purpose).toBe(purpose.toUpperCase());
  });

  it('is required of who has more than one', async () => {
    const before = await hub.statements();
    const answer = await look('hospital.demo', null);
    expect(answer.status).toBe(403);
    expect(answer.body.errors[0].extensions).toMatchObject({
      ...{ code: 'PURPOSE_REQUIRED', allowed: ['TREATMENT', 'EMERGENCY'] },
    });
    expect(answer.body.data).toBeUndefined();
    expect(await hub.statements()).toEqual(before);
    expect((await hub.auditOf(answer))[0]).toMatchObject({
      outcome: 'REFUSED',
      error_codes: ['PURPOSE_REQUIRED'],
    });
  });

  it.each([
    ['hospital.demo', 'ENROLMENT'],
    ['school.demo', 'TREATMENT'],
    ['hospital.demo', 'SELF'],
    ['authority.demo', 'curiosity'],
    ['auditor.demo', 'TREATMENT'],
  ])('of %s may not be %s', async (agency, purpose) => {
    const answer = await look(agency, purpose);
    expect(answer.status).toBe(403);
    expect(answer.body.errors[0].extensions.code).toBe('PURPOSE_NOT_ALLOWED');
    const events = await hub.auditOf(answer);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ agency_code: agency, outcome: 'REFUSED', subjects: [] });
  });

  it('is not asked for where no person is concerned', async () => {
    const answer = await hub.ask('hospital.demo', null, '{ hub { version } __typename }');
    expect(answer.body.data.hub.version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('An emergency', () => {
  const reason = encodeURIComponent('Cấp cứu, người bệnh bất tỉnh');

  it('needs a reason of ten to five hundred characters', async () => {
    for (const given of [undefined, 'too short', '%zz', encodeURIComponent('ă'.repeat(501))]) {
      const answer = await look(
        'hospital.demo',
        'EMERGENCY',
        given === undefined ? {} : { 'x-emergency-reason': given },
      );
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        header: 'X-Emergency-Reason',
      });
      expect(await hub.auditOf(answer)).toHaveLength(1);
    }
  });

  it('is answered with one, which is on record encrypted', async () => {
    const answer = await look('hospital.demo', 'EMERGENCY', { 'x-emergency-reason': reason });
    expect(answer.body.data.identify.outcome).toBe('MATCHED');
    expect((await hub.auditOf(answer))[0]).toMatchObject({
      ...{ purpose: 'EMERGENCY', emergency_reason: 'Cấp cứu, người bệnh bất tỉnh' },
    });
  });
});

describe('A header that goes on record', () => {
  const headers = [
    ['X-Emergency-Reason', 'EMERGENCY'],
    ['X-Case-Reference', 'TREATMENT'],
  ] as const;
  const raw = Buffer.from('Cấp cứu: người bệnh').toString('latin1');

  it.each(headers)(
    '%s of bytes beyond ASCII is refused, since nobody can read them back',
    async (header, purpose) => {
      for (const [language, sentence] of [
        ['vi', `Hãy mã hóa phần trăm tiêu đề này (encodeURIComponent): ${header}.`],
        ['en', `Send this header percent-encoded (encodeURIComponent): ${header}.`],
      ] as const) {
        const answer = await look('hospital.demo', purpose, { [header]: raw, 'accept-language': language });
        expect([answer.status, answer.body.errors[0].message]).toEqual([400, sentence]);
        expect(answer.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', header });
      }
    },
  );

  it.each([
    [encodeURIComponent('HS số 12'), 'HS số 12'],
    ['HS-2026-1', 'HS-2026-1'],
    ['giảm 50%'.replace('ả', 'a'), 'giam 50%'],
    ['20261122000123', '20261122000123'],
  ])('%s is on record as the case %s', async (given, kept) => {
    const answer = await look('hospital.demo', 'TREATMENT', { 'x-case-reference': given });
    expect((await hub.auditOf(answer))[0]).toMatchObject({ case_reference: kept });
  });

  it('may hold no number of a person', async () => {
    for (const given of [
      '001090123456',
      'HS-001090123456',
      'HS%2D001090123456',
      '0010%39 0123456'.replace(' ', ''),
    ]) {
      const answer = await look('hospital.demo', 'TREATMENT', { 'x-case-reference': given });
      expect([answer.status, answer.body.errors[0].extensions]).toMatchObject([
        400,
        { code: 'BAD_USER_INPUT', header: 'X-Case-Reference' },
      ]);
      expect((await hub.auditOf(answer))[0]).toMatchObject({ case_reference: null });
    }
  });
});

describe('Who has no remit', () => {
  it.each([
    ['auditor.demo', 'INSPECTION'],
    ['operator.demo', 'OPERATION'],
  ])('%s reads nothing of anybody', async (agency, purpose) => {
    const before = await hub.statements();
    for (const asked of [
      query,
      'query($claim: IdentityClaim!) { identify(claim: $claim) { resident { fullName } } }',
    ]) {
      const answer = await hub.ask(agency, purpose, asked, { claim });
      expect(answer.status).toBe(403);
      expect(answer.body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const byNumber = await hub.ask(
      agency,
      purpose,
      'query($id: PersonalId!) { resident(personalId: $id) { fullName } school(code: "01000701") { name } }',
      { id: claim.personalId },
    );
    expect(byNumber.body.errors[0].extensions.missing).toEqual([
      { coordinate: 'Query.resident', scope: 'identity:read' },
      { coordinate: 'Resident.fullName', scope: 'identity:read' },
      { coordinate: 'Query.school', scope: 'enrolment:read' },
      { coordinate: 'School.name', scope: 'enrolment:read' },
    ]);
    expect(await hub.statements()).toEqual(before);
    const hubState = await hub.ask(agency, null, '{ hub { sources { name state } } }');
    expect(hubState.body.data.hub.sources).toHaveLength(4);
  });
});

describe('A refusal', () => {
  it.each([
    ['vi', 'Cơ quan không có quyền xem những trường này.'],
    ['en', 'Your agency is not granted these fields.'],
    ['fr-FR, en;q=0.8', 'Your agency is not granted these fields.'],
    ['de', 'Cơ quan không có quyền xem những trường này.'],
  ])('is said in the language of %s', async (language, sentence) => {
    const answer = await look('auditor.demo', 'INSPECTION', { 'accept-language': language });
    expect(answer.body.errors[0].message).toBe(sentence);
  });

  it('is in Vietnamese when no language is asked for', async () => {
    const answer = await hub.post({ query: '{ hub { version } }' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body.errors[0]).toMatchObject({
      message: 'Chưa xác thực hoặc phiên đã hết hạn.',
      extensions: { code: 'UNAUTHENTICATED', requestId: answer.requestId },
    });
    expect((await hub.auditOf(answer))[0]).toMatchObject({
      ...{ agency_code: null, outcome: 'REFUSED', error_codes: ['UNAUTHENTICATED'] },
    });
  });

  it('keeps the caller’s request id where it is fit for a log', async () => {
    const named = await look('auditor.demo', 'INSPECTION', { 'x-request-id': 'desk-7.morning' });
    expect(named.requestId).toBe('desk-7.morning');
    const personal = await look('auditor.demo', 'INSPECTION', { 'x-request-id': claim.personalId });
    expect(personal.requestId).not.toBe(claim.personalId);
  });
});
