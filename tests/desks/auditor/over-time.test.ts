import { changesBetween, heldAt } from '../../../src/desks/desk/auditor/access-over-time.js';
import { bucketsOf } from '../../../src/desks/desk/auditor/buckets.js';
import { wrongNote } from '../../../src/desks/desk/auditor/decision.js';
import type { AccessGrant } from '../../../src/desks/desk/auditor/queries.js';
import { parseMoment, writtenMoment } from '../../../src/desks/desk/shell/written.js';

describe('A moment that is entered', () => {
  it.each([
    ['29/11/2026', false, '2026-11-28T17:00:00.000Z'],
    ['29/11/2026', true, '2026-11-29T17:00:00.000Z'],
    ['29/11/2026 00:00', true, '2026-11-28T17:00:00.000Z'],
    [' 1/2/2026 6h05 ', false, '2026-01-31T23:05:00.000Z'],
    ['29/02/2028', false, '2028-02-28T17:00:00.000Z'],
  ])('is of Vietnam: %s', (entered, isEnd, moment) => {
    expect(parseMoment(entered, isEnd)).toBe(moment);
  });

  it.each([
    '',
    '31/02/2026',
    '29/02/2026',
    '1/13/2026',
    '1/1/26',
    '2026-01-01',
    '1/1/2026 24:00',
    '1/1/2026 1:60',
  ])('is none: %s', (entered) => {
    expect(parseMoment(entered, false)).toBeNull();
  });

  it('is written as it was entered', () => {
    expect(writtenMoment(parseMoment('29/11/2026 14:05', false)!)).toBe('29/11/2026 14:05:00');
    expect(writtenMoment('2026-11-29T17:00:00.000001Z')).toBe('30/11/2026 00:00:00');
  });
});

describe('Looks over time', () => {
  const at = (occurredAt: string, outcome = 'ANSWERED') => ({ occurredAt, outcome });

  it('are counted once each, by ten minutes, hours or days of Vietnam, gaps included', () => {
    expect(bucketsOf([])).toBeNull();
    const short = bucketsOf([at('2026-11-29T01:00:00Z'), at('2026-11-29T01:31:00Z', 'REFUSED')])!;
    expect(short).toMatchObject({ unit: 'MINUTES', most: 1 });
    expect(short.all.map(({ answered, other }) => [answered, other])).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(bucketsOf([at('2026-11-29T01:00:00Z'), at('2026-11-29T09:59:00Z')])).toMatchObject({
      unit: 'HOURS',
    });
    const days = bucketsOf([
      at('2026-11-27T16:59:00Z'),
      at('2026-11-27T17:00:00Z'),
      at('2026-11-29T17:00:00Z'),
    ])!;
    expect(days.unit).toBe('DAYS');
    expect(days.all.map(({ answered }) => answered)).toEqual([1, 1, 0, 1]);
    expect(writtenMoment(days.all[1]!.from)).toBe('28/11/2026 00:00:00');
  });

  it('of many years are bars of those days alone', () => {
    const found = bucketsOf([at('2020-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z')])!;
    expect(found.all.map(({ answered }) => answered)).toEqual([1, 1]);
  });
});

describe('Rights over time', () => {
  const grant = (changes: Partial<AccessGrant>): AccessGrant => ({
    ...{ scope: 'coverage:read', purpose: null, maxRows: null, validFrom: '2026-01-01T00:00:00Z' },
    ...{ validUntil: null, grantedBy: null, withdrawnBy: null, ...changes },
  });
  const day = (text: string) => Date.parse(`${text}T12:00:00Z`);

  it('are held from their begin until their end', () => {
    const grants = [
      grant({ validUntil: '2026-02-01T00:00:00Z' }),
      grant({ scope: 'x', validFrom: '2026-03-01T00:00:00Z' }),
    ];
    expect([...heldAt(grants, day('2025-12-31')).keys()]).toEqual([]);
    expect([...heldAt(grants, day('2026-01-15')).keys()]).toEqual(['coverage:read']);
    expect([...heldAt(grants, day('2026-02-15')).keys()]).toEqual([]);
    expect([...heldAt(grants, day('2026-03-15')).keys()]).toEqual(['x']);
  });

  it('are as wide as the widest grant that stands', () => {
    const narrow = [grant({ purpose: 'TREATMENT', maxRows: 5 }), grant({ purpose: 'EMERGENCY', maxRows: 9 })];
    const at = day('2026-05-01');
    expect(heldAt(narrow, at).get('coverage:read')).toEqual({
      purposes: ['TREATMENT', 'EMERGENCY'],
      maxRows: 9,
    });
    expect(heldAt([...narrow, grant({})], at).get('coverage:read')).toEqual({
      purposes: null,
      maxRows: null,
    });
  });

  it('change when one is granted and when it ends, newest first, within what is asked', () => {
    const grants = [
      grant({ validUntil: '2026-02-01T00:00:00Z', withdrawnBy: 'operator.demo/051' }),
      grant({ scope: 'x', validFrom: '2026-03-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' }),
    ];
    const agency = { code: 'a', kind: 'HOSPITAL', name: 'A', suspended: false, purposes: [], grants };
    expect(changesBetween([agency], day('2026-01-15'), day('2026-06-01'))).toMatchObject([
      { at: '2026-03-01T00:00:00Z', scope: 'x', what: 'GRANTED', by: null },
      { at: '2026-02-01T00:00:00Z', scope: 'coverage:read', what: 'ENDED', by: 'operator.demo/051' },
    ]);
  });
});

describe('The reason of a decision', () => {
  it('says something, and nobody’s number', () => {
    expect(wrongNote(' abc ')).toBe('noteShort');
    expect(wrongNote('Người 001090123456')).toBe('noteNumber');
    expect(wrongNote('Người 001 090 123 456')).toBe('noteNumber');
    expect(wrongNote('Ca đêm 28/11, đủ bệnh án')).toBeNull();
  });
});
