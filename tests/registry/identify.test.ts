import 'reflect-metadata';
import type { Caller } from '../../src/access/caller.js';
import { OperationCharge } from '../../src/access/quota/operation-charge.js';
import { Trail } from '../../src/audit/trail.js';
import { AdminUnits } from '../../src/domain/admin-unit.js';
import { writeCanCuocQr, writeCccdQr } from '../../src/domain/card-text-write.js';
import type { RawClaim } from '../../src/registry/claim.js';
import { makeIdentify } from '../../src/registry/identify.js';
import type { IdentifierKind, Registry, ResidentRecord } from '../../src/registry/registry.js';
import { ResidentLoader } from '../../src/registry/resident-loader.js';
import { anIssuedCard, aResident } from './records.js';

const UNITS = new AdminUnits([], []);
const CALLER: Caller = {
  agency: {
    ...{ code: 'test', kind: 'HOSPITAL', name: '', units: [], grants: new Set(), documents: null },
    ...{ narrowed: null, isCase: null, caseRequired: false, certificateRequired: false },
    ...{ keyIds: new Set(), barred: new Map(), officers: null },
  },
  ...{ clientId: 'test', officer: '001', self: null, subject: null, scopes: new Set(), barred: null },
};

/** Another agency's registry, as far as a claim meets it: numbers, and who answers to them. */
class NumberRegistry implements Registry {
  constructor(private readonly holders: Record<string, [IdentifierKind, ResidentRecord]>) {}

  async findMany(numbers: readonly string[]): Promise<(ResidentRecord | null)[]> {
    return numbers.map((asked) => {
      const held = this.holders[asked];
      return held ? { ...held[1], asked, askedKind: held[0] } : null;
    });
  }
}

const HOLDER = aResident({ cards: [anIssuedCard('2021-05-10')] });
const HOLDERS: Record<string, [IdentifierKind, ResidentRecord]> = {
  '001190123456': ['PERSONAL_ID', HOLDER],
  '001090000001': ['FORMER_PERSONAL_ID', HOLDER],
  '012345678': ['OLD_ID_NUMBER', HOLDER],
};
const CARD = {
  ...{ personalId: '001190123456', oldIdNumber: '012345678', fullName: 'Trần Thị Mẫu' },
  ...{ dateOfBirth: '1990-07-15', sex: 'FEMALE' as const, address: '', issuedOn: '2021-05-10' },
};

function identify(claim: RawClaim, mayReadReasons = true, holders = HOLDERS) {
  const trail = new Trail('identify-test', 0);
  const facts = { belongs: async () => false, prepare: async () => {}, units: UNITS, today: '2026-11-22' };
  const registry = new NumberRegistry(holders);
  const ask = async (number: string) => (await registry.findMany([number]))[0] ?? null;
  const residents = new ResidentLoader(ask, CALLER, trail, facts, new OperationCharge(() => null));
  const personalIdOfInsuranceNumber = async (number: string) =>
    number === '0123456789' ? '001190123456' : null;
  return makeIdentify({ residents, trail, units: UNITS, mayReadReasons, personalIdOfInsuranceNumber })(claim);
}

const scan = (changed: Partial<typeof CARD>, mayReadReasons = true, holders = HOLDERS) =>
  identify({ cardText: writeCccdQr({ ...CARD, ...changed }) }, mayReadReasons, holders);

describe('a number of the past', () => {
  it.each([
    [{ personalId: '001190123456' }, null, 'SAME', 'IDENTICAL'],
    [{ personalId: '001090000001' }, 'FORMER_PERSONAL_ID', 'SAME_NORMALISED', 'FORMER_PERSONAL_ID'],
    [{ oldIdNumber: '012 345 678' }, 'OLD_ID_NUMBER', 'SAME_NORMALISED', 'OLD_ID_NUMBER'],
    [{ insuranceNumber: '0123456789' }, null, 'SAME', 'INSURANCE_NUMBER'],
  ] as const)(
    '%j finds today’s resident and says which number answered',
    async (number, answeredBy, verdict, reason) => {
      const { fullName, dateOfBirth } = CARD;
      const result = await identify({ ...number, fullName, dateOfBirth });
      expect(result).toMatchObject({ outcome: 'MATCHED', personalId: '001190123456', answeredBy });
      expect(result.verdicts[0]).toEqual({ field: 'NUMBER', verdict, reason });
    },
  );

  it('says so of a number typed alone as well, and of an unknown one nothing', async () => {
    expect(await identify({ cardText: '012345678' })).toMatchObject({
      outcome: 'PARTIAL',
      answeredBy: 'OLD_ID_NUMBER',
    });
    expect(await identify({ cardText: '001190999999' })).toMatchObject({
      outcome: 'NOT_FOUND',
      answeredBy: null,
    });
  });
});

describe('what a caller learns', () => {
  it.each([
    ['another day', { dateOfBirth: '1990-07-16' }, 'DIFFERENT', 'OFF_BY_ONE'],
    ['the year alone', { dateOfBirth: '1990' }, 'LESS_PRECISE', 'YEAR_ONLY'],
    ['the same day', {}, 'SAME', 'IDENTICAL'],
  ])(
    'of %s is the verdict without identity:read and the reason with it',
    async (_of, changed, verdict, reason) => {
      const field = 'DATE_OF_BIRTH';
      expect((await scan(changed)).verdicts).toContainEqual({ field, verdict, reason });
      expect((await scan(changed, false)).verdicts).toContainEqual({ field, verdict, reason: null });
    },
  );

  it('without identity:read is the same whatever the record holds beyond the verdict', async () => {
    const year = { fullName: CARD.fullName, dateOfBirth: '1990' };
    const records = ['1990-01-01', '1990-07-15', '1990-07'].map((dateOfBirth) => aResident({ dateOfBirth }));
    const answers = await Promise.all(
      records.map((record) =>
        identify({ personalId: record.personalId, ...year }, false, {
          [record.personalId]: ['PERSONAL_ID', record],
        }),
      ),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]!.verdicts.filter((it) => it.field !== 'NUMBER' && it.reason !== null)).toEqual([]);
  });

  it('of a number alone is the verdict on the number', async () => {
    const { outcome, verdicts, personalId } = await identify({ personalId: '001190123456' });
    expect({ outcome, personalId }).toEqual({ outcome: 'PARTIAL', personalId: null });
    expect(verdicts.map((it) => it.field)).toEqual(['NUMBER']);
  });

  it('of who does not match holds no value of the record', async () => {
    const result = await scan({ fullName: 'Lê Văn Khác', dateOfBirth: '1970-01-02', sex: 'FEMALE' });
    expect(result.outcome).toBe('MISMATCHED');
    expect(JSON.stringify(result)).not.toMatch(/Trần|1990|001190123456/);
  });
});

describe('a card older than the record', () => {
  const renewed = aResident({
    fullName: 'Trần Thị Đổi Tên',
    cards: [anIssuedCard('2025-02-01', { cardType: 'CAN_CUOC' }), anIssuedCard('2021-05-10')],
  });
  const holders = { '001190123456': ['PERSONAL_ID', renewed] } satisfies typeof HOLDERS;

  it('is mismatched, and told apart from a wrong card', async () => {
    const field = 'FULL_NAME';
    const older = await scan({}, true, holders);
    expect(older.outcome).toBe('MISMATCHED');
    expect(older.verdicts).toContainEqual({ field, verdict: 'DIFFERENT', reason: 'CARD_OLDER_THAN_RECORD' });

    const cardText = writeCanCuocQr({ ...CARD, issuedOn: '2025-02-01' });
    const wrong = await identify({ cardText }, true, holders);
    expect(wrong.outcome).toBe('MISMATCHED');
    expect(wrong.verdicts.find((it) => it.field === field)?.reason).not.toBe('CARD_OLDER_THAN_RECORD');
  });

  it('is not told apart for a caller without identity:read', async () => {
    const { verdicts } = await scan({}, false, holders);
    expect(verdicts).toContainEqual({ field: 'FULL_NAME', verdict: 'DIFFERENT', reason: null });
  });
});

describe('what was mended and what looks odd', () => {
  it('is listed beside the outcome', async () => {
    const cardText = writeCccdQr(CARD).replace('001190123456', '1190123456');
    expect(await identify({ cardText })).toMatchObject({ outcome: 'MATCHED', repairs: ['LEADING_ZERO'] });
    expect(await scan({})).toMatchObject({ outcome: 'MATCHED', repairs: [], signals: [] });
  });

  it('leaves a card with a lost name PARTIAL instead of mismatched', async () => {
    const result = await scan({ fullName: 'Tr?n Th? M?u' });
    expect(result).toMatchObject({ outcome: 'PARTIAL', recognisedAs: 'CCCD_QR', personalId: null });
    expect(result.repairs).toContain('NAME_MANGLED');
  });

  it('is a signal, not a refusal, when number and statement contradict', async () => {
    const man = aResident({ sex: 'MALE', dateOfBirth: '1991-07-15' });
    const holders = { '001190123456': ['PERSONAL_ID', man] } satisfies typeof HOLDERS;
    const claim = { personalId: '001190123456', fullName: man.fullName };
    const result = await identify({ ...claim, dateOfBirth: '15/07/1991', sex: 'MALE' }, true, holders);
    expect(result).toMatchObject({
      outcome: 'MATCHED',
      signals: ['SEX_CONTRADICTED', 'YEAR_CONTRADICTED'],
    });
  });

  it('is a signal beside a number nobody has, which may be mistyped', async () => {
    const result = await identify({ personalId: '001090999999', ...{ sex: 'FEMALE' } });
    expect(result).toMatchObject({ outcome: 'NOT_FOUND', signals: ['SEX_CONTRADICTED'] });
  });

  it('is nothing for a text that cannot be read', async () => {
    expect(await identify({ cardText: '?' })).toEqual({
      ...{ outcome: 'UNREADABLE', problem: 'NOT_RECOGNISED', recognisedAs: null },
      ...{ repairs: [], signals: [], answeredBy: null, verdicts: [], personalId: null },
    });
  });
});
