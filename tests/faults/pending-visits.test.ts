import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { until } from './until.js';
import { type VisitDesk, visitDesk } from './visit-desk.js';
import { arrival, type Claim, insuredPeople } from './visit-load.js';

let cluster: PrivateCluster;
let hub: Hub;
let people: Claim[];
let next = 0;
beforeAll(async () => {
  cluster = await makePrivateCluster();
  hub = await openHub({ cluster, config: { recheckEveryMs: 100, poolSize: 6 } });
  people = await insuredPeople(cluster, 60);
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const somebody = () => people[next++]!;
const newDesk = async (): Promise<VisitDesk> =>
  visitDesk(hub, await addAgency(cluster, { kind: 'HOSPITAL', units: ['01001'] }), cluster);
const qrOf = ({ personalId, fullName, dateOfBirth }: Claim) =>
  [
    ...[personalId, '', fullName, dateOfBirth.split('-').reverse().join(''), 'Nam'],
    ...['Số 1 đường Hư Cấu, Phường Ba Đình, Thành phố Hà Nội', '01072022'],
  ].join('|');

async function without(
  database: 'health_insurance' | 'population',
  work: () => Promise<void>,
): Promise<void> {
  await cluster.stopDatabase(database);
  try {
    await work();
  } finally {
    await cluster.startDatabase(database);
  }
}

describe('An arrival while health insurance is down', () => {
  it('is recorded as pending, and verified once it answers again', async () => {
    const desk = await newDesk();
    const person = somebody();
    let id = '';
    await without('health_insurance', async () => {
      const visit = await desk.done(arrival(person));
      id = visit.id;
      expect(visit).toMatchObject({ state: 'PENDING_VERIFICATION', resident: null, answeredAt: null });
      expect(visit.entries).toMatchObject([
        {
          ...{ moment: 'ARRIVAL', verification: 'PENDING', pendingBecause: 'SECTOR_UNAVAILABLE' },
          ...{ outcome: null, portalCode: null, cardNumber: null, lastKnown: null, supersededBy: null },
          verdicts: expect.arrayContaining([{ field: 'FULL_NAME', verdict: 'SAME' }]),
          legalBasis: ['NĐ 188/2025/NĐ-CP Đ37, Đ38'],
        },
      ]);
      expect(await desk.sees(person.personalId)).toBe(false);
      expect(await desk.list({ verification: 'PENDING' })).toMatchObject({ totalCount: 1, nodes: [{ id }] });
    });
    const before = new Date().toISOString();
    await desk.untilNothingIsOwed();
    const [visit] = (await desk.list({ answeredSince: before })).nodes;
    expect(visit).toMatchObject({ id, state: 'OPEN', answeredAt: expect.any(String) });
    expect(visit.entries).toEqual([
      expect.objectContaining({ verification: 'PENDING', corrects: null }),
      expect.objectContaining({
        verification: 'CONFIRMED',
        outcome: 'ELIGIBLE',
        corrects: expect.any(String),
      }),
    ]);
    expect(await desk.list({ verification: 'PENDING' })).toMatchObject({ totalCount: 0 });
    expect(await desk.sees(person.personalId)).toBe(true);
  });

  it('is made up for once, on record in the name of who asked', async () => {
    const desk = await newDesk();
    const person = somebody();
    let first = '';
    await without('health_insurance', async () => {
      first = (await desk.send(arrival(person))).requestId;
    });
    await desk.untilNothingIsOwed();
    const entries = await desk.rows<{ request_id: string; officer: string; client_id: string }>(
      'select request_id, officer, client_id from visit.entry where agency_code = $1 order by recorded_at',
      [desk.agency],
    );
    expect(entries).toHaveLength(2);
    expect(entries[1]).toEqual({ ...entries[0], request_id: entries[1]!.request_id });
    expect(entries[0]!.request_id).toBe(first);
    const of = (requestId: string) => hub.auditOf({ requestId });
    const [asked] = await of(first);
    expect(asked!.subjects).toEqual([{ personalId: person.personalId, outcome: 'RELEASED' }]);
    expect(await of(entries[1]!.request_id)).toMatchObject([
      {
        ...{
          agency_code: desk.agency,
          agency_kind: 'HOSPITAL',
          officer: asked!.officer,
          purpose: 'TREATMENT',
        },
        ...{ operation_name: 'job visit-recheck', outcome: 'ANSWERED', client_id: asked!.client_id },
        subjects: [{ personalId: person.personalId, outcome: 'RELEASED' }],
      },
    ]);
  });

  it('is made up for with the papers that the desk was shown, and so are the moments after it', async () => {
    const desk = visitDesk(hub, await addAgency(cluster, { kind: 'HOSPITAL', units: ['01002'] }), cluster);
    const referred = { facility: '01002', care: 'INPATIENT', circumstances: { bases: ['REFERRAL'] } };
    let id = '';
    await without('health_insurance', async () => {
      id = (await desk.done(arrival(somebody(), referred))).id;
      await desk.done({ moment: 'DURING', visit: id, circumstances: { cost: 1_000_000 } });
    });
    await desk.untilNothingIsOwed();
    await desk.done({ moment: 'DISCHARGE', visit: id });
    const [visit] = (await desk.list({ verification: 'CONFIRMED' })).nodes;
    const looked = visit.entries.filter(({ outcome }: { outcome: string | null }) => outcome);
    expect(looked).toMatchObject([
      { moment: 'ARRIVAL', routeCode: '1.3' },
      { moment: 'DURING', routeCode: '1.3' },
      { moment: 'DISCHARGE', routeCode: '1.3' },
    ]);
  });

  it('keeps what was asked encrypted, and no longer than it is owed', async () => {
    const desk = await newDesk();
    const person = somebody();
    await without('health_insurance', async () => {
      await desk.done(arrival({ cardText: qrOf(person) }));
      const kept = await desk.rows<{ text: string }>(
        `select v::text || e::text || r::text || encode(r.asked_sealed, 'escape') as text
         from visit.visit v join visit.entry e on e.visit_id = v.id join visit.recheck r on r.visit_id = v.id
         where v.agency_code = $1`,
        [desk.agency],
      );
      expect(kept).toHaveLength(1);
      for (const secret of [person.personalId, person.fullName, 'Hư Cấu'])
        expect(kept[0]!.text).not.toContain(secret);
      expect(kept[0]!.text).not.toContain(Buffer.from(person.personalId).toString('hex'));
    });
    await desk.untilNothingIsOwed();
  });

  it('says what stands on the card that was read', async () => {
    const desk = await newDesk();
    const { fullName, dateOfBirth, personalId } = somebody();
    const [card] = await cluster.sql<{ card_number: string }>(
      'health_insurance',
      'select card_number from public.insurance_card where personal_id = $1',
      [personalId],
    );
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const day = dateOfBirth.split('-').reverse().join('/');
    const fields = [
      card!.card_number,
      hex(fullName),
      day,
      '1',
      hex('Hà Nội'),
      '01001',
      '01/01/2026',
      '31/12/2026',
    ];
    await without('health_insurance', async () => {
      const { entries } = await desk.done(arrival({ cardText: [...fields, '', ''].join('|') }));
      expect(entries).toMatchObject([
        { recognisedAs: 'INSURANCE_QR', cardNumber: card!.card_number, validUntil: '2026-12-31' },
      ]);
    });
    await desk.untilNothingIsOwed();
  });

  it('is refused for a card that cannot be read, a number alone, and wrong circumstances', async () => {
    const desk = await newDesk();
    const person = somebody();
    await without('health_insurance', async () => {
      for (const [claim, more, told] of [
        [{ cardText: '???' }, {}, { field: 'claim', outcome: 'UNREADABLE' }],
        [{ personalId: person.personalId }, {}, { field: 'claim', outcome: 'PARTIAL' }],
        [{ ...person, fullName: 'Lê Người Khác' }, {}, { field: 'claim', outcome: 'MISMATCHED' }],
        [
          person,
          { circumstances: { cardFacility: 'so' } },
          { argument: 'circumstances', field: 'cardFacility' },
        ],
      ] as const) {
        const { body } = await desk.send(arrival(claim, more));
        expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', ...told });
      }
      expect(await desk.owed()).toEqual([]);
    });
  });
});

describe('An arrival while the registry is down', () => {
  it('tells nothing of anybody, and is verified later', async () => {
    const desk = await newDesk();
    const person = somebody();
    await without('population', async () => {
      const answer = await desk.send(arrival({ cardText: qrOf(person) }));
      expect(answer.body.data.recordVisit).toMatchObject({
        state: 'PENDING_VERIFICATION',
        entries: [{ recognisedAs: 'CCCD_QR', pendingBecause: 'REGISTRY_UNAVAILABLE', verdicts: [] }],
      });
      expect(await hub.auditOf(answer)).toMatchObject([
        { outcome: 'ANSWERED', subjects: [{ personalId: person.personalId, outcome: 'REFUSED' }] },
      ]);
    });
    await desk.untilNothingIsOwed();
    const [visit] = (await desk.list({ verification: 'CONFIRMED' })).nodes;
    expect(visit.state).toBe('OPEN');
    const asked = `query Who($claim: IdentityClaim!) { identify(claim: $claim) { verdicts { field verdict } } }`;
    const claim = { cardText: qrOf(person) };
    const { identify } = (await hub.ask(desk.agency, 'TREATMENT', asked, { claim })).body.data;
    expect(visit.entries[1].verdicts).toEqual(identify.verdicts);
    expect(identify.verdicts).not.toContainEqual({ field: 'ADDRESS', verdict: 'NOT_ON_RECORD' });
  });

  it('is told as not confirmed when the claim fits nobody, and goes no further', async () => {
    const desk = await newDesk();
    const person = somebody();
    const ids: string[] = [];
    await without('population', async () => {
      for (const wrong of [{ fullName: 'Lê Người Khác' }, { personalId: '001000999999' }])
        ids.push((await desk.done(arrival({ ...person, ...wrong }))).id);
      await desk.done({ moment: 'DURING', visit: ids[0] });
    });
    await desk.untilNothingIsOwed();
    const { nodes } = await desk.list({ verification: 'NOT_CONFIRMED' });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(nodes[0]).toMatchObject({
      state: 'NOT_CONFIRMED',
      entries: [
        { moment: 'ARRIVAL', verification: 'PENDING' },
        { moment: 'DURING', verification: 'PENDING' },
        { moment: 'ARRIVAL', notConfirmedBecause: 'MISMATCHED', outcome: null },
        { moment: 'DURING', notConfirmedBecause: 'ARRIVAL_NOT_CONFIRMED' },
      ],
    });
    expect(nodes[1].entries[1]).toMatchObject({ notConfirmedBecause: 'NOT_FOUND' });
    const said = [...nodes[0].entries, ...nodes[1].entries].map(({ explanation }) => explanation);
    expect(said.filter((sentence) => !sentence.includes('gián đoạn'))).toEqual([
      'Không xác minh được người bệnh: thông tin đã nêu không khớp CSDL dân cư.',
      'Không xác minh được người bệnh: lần tiếp đón không xác minh được.',
      'Không xác minh được người bệnh: không tìm thấy người này.',
    ]);
    expect(await desk.sees(person.personalId)).toBe(false);
    const { body } = await desk.send({ moment: 'DURING', visit: ids[0] });
    expect(body.errors[0].extensions).toMatchObject({ code: 'CONFLICT', because: 'NOT_CONFIRMED' });
  });

  it('can be withdrawn while it is pending, and is then looked up no more', async () => {
    const desk = await newDesk();
    const person = somebody();
    await without('population', async () => {
      const { id, entries } = await desk.done(arrival(person));
      const correction = { entry: entries[0].id, reason: 'Nhầm người bệnh', withdraw: true };
      const put = await desk.done({ moment: 'ARRIVAL', visit: id, correction });
      expect(put).toMatchObject({ state: 'WITHDRAWN', entries: [{}, { verification: null }] });
      expect(await desk.owed()).toEqual([]);
    });
    expect(await desk.sees(person.personalId)).toBe(false);
  });
});

describe('The later moments of a visit', () => {
  it('are recorded while a source is down, and their looks made up for', async () => {
    const desk = await newDesk();
    const { id } = await desk.done(arrival(somebody()));
    await without('health_insurance', async () => {
      const during = await desk.done({ moment: 'DURING', visit: id });
      expect(during).toMatchObject({
        state: 'OPEN',
        entries: [{}, { pendingBecause: 'SECTOR_UNAVAILABLE' }],
      });
      expect(await desk.done({ moment: 'DISCHARGE', visit: id })).toMatchObject({ state: 'ENDED' });
    });
    await desk.untilNothingIsOwed();
    const [visit] = (await desk.list({ verification: 'CONFIRMED' })).nodes;
    expect(visit.state).toBe('ENDED');
    expect(visit.entries.slice(3)).toEqual([
      expect.objectContaining({ moment: 'DURING', verification: 'CONFIRMED', outcome: 'ELIGIBLE' }),
      expect.objectContaining({ moment: 'DISCHARGE', verification: 'CONFIRMED', outcome: 'ELIGIBLE' }),
    ]);
  });

  it('follow an arrival that is pending itself, in their order', async () => {
    const desk = await newDesk();
    await without('population', async () => {
      const { id } = await desk.done(arrival(somebody()));
      await desk.done({ moment: 'DURING', visit: id });
      const ended = await desk.done({ moment: 'DISCHARGE', visit: id });
      expect(ended).toMatchObject({ state: 'PENDING_VERIFICATION', endedAt: expect.any(String) });
      const { body } = await desk.send({ moment: 'DURING', visit: id });
      expect(body.errors[0].extensions).toMatchObject({ because: 'ENDED' });
    });
    await desk.untilNothingIsOwed();
    const [visit] = (await desk.list({ verification: 'CONFIRMED' })).nodes;
    expect(visit.state).toBe('ENDED');
    const answers = visit.entries.filter(({ corrects }: { corrects: string | null }) => corrects);
    expect(answers.map(({ moment }: { moment: string }) => moment)[0]).toBe('ARRIVAL');
    expect(answers).toHaveLength(3);
  });

  it('open no remit again that is over', async () => {
    const desk = await newDesk();
    const person = somebody();
    const { id } = await desk.done(arrival(person));
    await desk.rows("update visit.visit set last_at = now() - interval '31 days' where id = $1", [id]);
    await without('population', async () => {
      for (const moment of ['DURING', 'DISCHARGE']) {
        const { body } = await desk.send({ moment, visit: id });
        expect(body.errors[0].extensions.code).toBe('NOT_FOUND');
      }
    });
    await until('the registry answers', async () => !(await desk.sees(person.personalId)));
    expect(await desk.owed()).toEqual([]);
  });

  it('keep the remit open no longer by a look that is owed', async () => {
    const desk = await newDesk();
    const { id } = await desk.done(arrival(somebody()));
    await desk.rows("update visit.visit set last_at = now() - interval '29 days' where id = $1", [id]);
    await without('population', async () => {
      await desk.done({ moment: 'DURING', visit: id });
      const [row] = await desk.rows<{ silent: boolean }>(
        "select last_at < now() - interval '28 days' as silent from visit.visit where id = $1",
        [id],
      );
      expect(row!.silent).toBe(true);
    });
    await desk.untilNothingIsOwed();
  });

  it('are corrected only once their looks are made up for', async () => {
    const desk = await newDesk();
    const { id } = await desk.done(arrival(somebody()));
    await without('health_insurance', async () => {
      const { entries } = await desk.done({ moment: 'DURING', visit: id });
      const correction = { entry: entries[1].id, reason: 'Sửa' };
      const { body } = await desk.send({ moment: 'DURING', visit: id, correction });
      expect(body.errors[0].extensions).toMatchObject({ code: 'CONFLICT', because: 'PENDING' });
    });
    await desk.untilNothingIsOwed();
  });
});

describe('The same key again', () => {
  it('gives the same answer during the outage and after it, and nothing twice', async () => {
    const desk = await newDesk();
    const wrong = { ...somebody(), fullName: 'Lê Người Khác' };
    const [right, none] = [somebody(), wrong].map((claim) => ({
      ...arrival(claim),
      idempotencyKey: desk.newKey(),
    }));
    const answers: unknown[] = [];
    await without('population', async () => {
      const twice = await Promise.all([desk.done(right!), desk.done(right!)]);
      expect(twice[0]).toEqual(twice[1]);
      answers.push(twice[0], await desk.done(none!));
      expect(await desk.done(right!)).toEqual(answers[0]);
      const { body } = await desk.send({ ...right, care: 'INPATIENT' });
      expect(body.errors[0].extensions.code).toBe('CONFLICT');
    });
    await desk.untilNothingIsOwed();
    expect([await desk.done(right!), await desk.done(none!)]).toEqual(answers);
    expect(await desk.rows('select from visit.visit where agency_code = $1', [desk.agency])).toHaveLength(2);
    expect(await desk.rows('select from visit.entry where agency_code = $1', [desk.agency])).toHaveLength(4);
  });

  it('gives what was confirmed before the outage', async () => {
    const desk = await newDesk();
    const input = { ...arrival(somebody()), idempotencyKey: desk.newKey() };
    const confirmed = await desk.done(input);
    await without('health_insurance', async () => {
      expect((await desk.done(input)).entries).toEqual(confirmed.entries);
    });
  });
});
