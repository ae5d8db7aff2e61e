import type { Emit } from './emit.js';
import { pad } from './personal-numbers.js';
import type { Places } from './places.js';

const KINDS = { SPECIALISED: 'Bệnh viện đa khoa', BASIC: 'Bệnh viện', INITIAL: 'Trạm y tế' };
const WORDS =
  'Sông Hồng,Hoa Sen,Bình Minh,Ban Mai,Tân Xuân,Hòa Bình,An Khang,Thiên Ân,Phúc Lành,Hồng Hà'.split(',');

/**
 * The facilities (cơ sở khám chữa bệnh) of a province before the reform, by code: two digits of province, three of
 * serial. All are invented; 01001 is the hospital of the demo.
 */
export function facilitiesOf(formerProvince: string): string[] {
  const count = formerProvince === '01' ? 60 : formerProvince === '40' ? 30 : 12;
  return Array.from({ length: count }, (_, i) => formerProvince + pad(i + 1, 3));
}

export function emitFacilities(places: Places, emit: Emit): void {
  for (const [former, province] of places.successorOfProvince) {
    for (const [i, code] of facilitiesOf(former).entries()) {
      const level = i < 2 ? 'SPECIALISED' : i < 8 ? 'BASIC' : 'INITIAL';
      const name = code === '01001' ? 'Thăng Long' : `${WORDS[i % WORDS.length]!} ${code}`;
      emit('facility', [code, `${KINDS[level]} mẫu ${name}`, province, level]);
    }
  }
}
