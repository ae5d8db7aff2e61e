import fc from 'fast-check';
import { compareAddresses } from '../../src/domain/address-compare.js';
import type { AdminUnit, AdminUnitKey } from '../../src/domain/admin-unit.js';
import { readUnits } from '../proof/identity/address-units.js';

const units = readUnits();
const OLD = '2004-07-08';
const NEW = '2025-07-01';
const compare = (stated: string, ...residences: [code: string, validFrom: string][]) => {
  const keys = residences.map(([code, validFrom]): AdminUnitKey => ({ code, validFrom }));
  const { verdict, reason } = compareAddresses(stated, keys, units);
  return `${verdict} ${reason}`;
};

const districts = new Map(units.names.districts.map((it) => [it.code, it.name]));
const addressOf = (unit: AdminUnit) =>
  [unit.name, districts.get(unit.districtCode ?? ''), units.find(unit.provinceCode!, unit.validFrom)!.name]
    .filter(Boolean)
    .join(', ');
const communes = units.all.filter((it) => it.level === 'COMMUNE');

describe('a stated address beside the recorded residence', () => {
  it('is the same where it names the recorded commune', () => {
    expect(compare('Phường Hồng Hà, Hà Nội', ['00097', NEW])).toBe('SAME COMMUNE');
    expect(compare('X. An Khánh, H. Đại Từ, T. Thái Nguyên', ['05824', OLD])).toBe('SAME COMMUNE');
  });

  it('is the same place under another name after a merger, either way round', () => {
    expect(compare('Phường Phúc Xá, Quận Ba Đình, Hà Nội', ['00097', NEW])).toBe(
      'RENAMED_UNIT MERGED_OR_RENAMED',
    );
    expect(compare('Phường Hồng Hà, Hà Nội', ['00001', OLD])).toBe('RENAMED_UNIT MERGED_OR_RENAMED');
  });

  it('may be the same place where a commune was divided', () => {
    const divided = 'Phường Đại Mỗ, Quận Nam Từ Liêm, Hà Nội';
    expect(units.currentOf('00634', OLD)).toHaveLength(5);
    for (const part of units.currentOf('00634', OLD)) {
      expect(compare(divided, [part.code, NEW])).toBe('RENAMED_UNIT SPLIT_UNIT');
      expect(compare(addressOf(part), ['00634', OLD])).toBe('RENAMED_UNIT SPLIT_UNIT');
    }
    expect(compare(divided, ['00004', NEW])).toBe('DIFFERENT OTHER_COMMUNE');
  });

  it('is another place in another commune, merged into one since or not', () => {
    expect(compare('Phường Trúc Bạch, Quận Ba Đình, Hà Nội', ['00001', OLD])).toBe('DIFFERENT OTHER_COMMUNE');
    const [a, b] = communes.filter(
      (it) => units.isOld(it) && units.currentOf(it.code, OLD).every((now) => now.code === '00097'),
    );
    expect(compare(addressOf(a!), [b!.code, OLD])).toBe('DIFFERENT NEIGHBOUR_BEFORE_MERGER');
  });

  it('that leaves its district out is not different from the commune of that name', () => {
    expect(compare('Xã Hòa Phú, Hà Nội', ['10096', NEW])).toBe('SAME COMMUNE');
    expect(compare('Xã Hòa Phú, Hà Nội', ['10417', OLD])).toBe('SAME ONE_OF_SEVERAL');
    expect(compare('Xã Hòa Phú, Huyện Ứng Hòa, Hà Nội', ['10096', NEW])).toBe('DIFFERENT OTHER_COMMUNE');
  });

  it('counts by the nearest of several residences', () => {
    expect(compare('Phường Hồng Hà, Hà Nội', ['05824', OLD], ['00097', NEW])).toBe('SAME COMMUNE');
  });

  it('that cannot be read, or beside no residence, says nothing', () => {
    expect(compare('không rõ', ['00097', NEW])).toBe('NOT_ON_RECORD ADDRESS_NOT_READ');
    expect(compare('Phường Hồng Hà, Hà Nội')).toBe('NOT_ON_RECORD null');
    expect(compare('Phường Hồng Hà, Hà Nội', ['99999', NEW])).toBe('NOT_ON_RECORD ADDRESS_NOT_READ');
  });

  it('is never different from the unit it is written from', () => {
    fc.assert(
      fc.property(fc.nat(communes.length - 1), (at) => {
        const unit = communes[at]!;
        const said = compare(addressOf(unit), [unit.code, unit.validFrom]);
        // Twelve old communes are on one public list only, without their district.
        expect(said).toMatch(unit.districtCode || !units.isOld(unit) ? /^SAME/ : /^(SAME|RENAMED|DIFFERENT)/);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('is judged alike whichever of two units is stated and which recorded', () => {
    const pair = fc.nat(communes.length - 1).chain((at) => {
      const unit = communes[at]!;
      const near = units
        .currentOf(unit.code, unit.validFrom)
        .flatMap((now) => units.recordedAs(now.code))
        .flatMap((key) => communes.filter((it) => it.code === key.code && it.validFrom === key.validFrom));
      return fc.tuple(fc.constant(unit), fc.constantFrom(...near, communes[(at * 7) % communes.length]!));
    });
    fc.assert(
      fc.property(pair, ([a, b]) => {
        fc.pre([a, b].every((it) => it.districtCode || !units.isOld(it)));
        const oneWay = compare(addressOf(a), [b.code, b.validFrom]);
        const otherWay = compare(addressOf(b), [a.code, a.validFrom]);
        expect(otherWay.split(' ')[0]).toBe(oneWay.split(' ')[0]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});
