import fc from 'fast-check';
import { preferredHolder } from '../../src/registry/preferred-holder.js';
import type { ResidentRecord } from '../../src/registry/registry.js';
import { aResident } from './records.js';

const FORMER = 'FORMER_PERSONAL_ID';
const inForce = aResident({ personalId: '001190123456' });
const cancelled = aResident({ personalId: '001190123456', status: 'ID_CANCELLED' });
const today = aResident({ personalId: '001290654321', askedKind: FORMER });
const other = aResident({ personalId: '001290777777', askedKind: FORMER });

const holderOf = (rows: ResidentRecord[]) =>
  rows.reduce<ResidentRecord | null | undefined>(preferredHolder, undefined)?.personalId ?? null;

describe('a number that several records answer to', () => {
  it.each<[string, ResidentRecord[], string | null]>([
    ['one in force', [inForce], '001190123456'],
    ['one who had it', [today], '001290654321'],
    ['one in force and one who had it', [inForce, today], '001190123456'],
    ['a cancelled record and who has another number now', [cancelled, today], '001290654321'],
    ['a cancelled record alone', [cancelled], '001190123456'],
    ['two who had it', [today, other], null],
    ['a cancelled record and two who had it', [cancelled, today, other], null],
    ['one in force and two who had it', [today, other, inForce], '001190123456'],
    ['one who had it twice', [today, { ...today, askedKind: 'OLD_ID_NUMBER' }], '001290654321'],
  ])('is that of %s, in whatever order they come', (_who, rows, holder) => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(holderOf(shuffled)).toBe(holder);
      }),
    );
  });
});
