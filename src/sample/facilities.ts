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
      const rank = RANKS[i] ?? { level: 'INITIAL', points: null, formerly: 'COMMUNE' };
      const central = i === 1 && SEATS.includes(former);
      const isStation = rank.level === 'INITIAL' && i % 4 !== 3;
      const kind = isStation ? 'HEALTH_STATION' : rank.level === 'INITIAL' ? 'CLINIC' : 'HOSPITAL';
      const name = code === '01001' ? 'Thăng Long' : `${WORDS[i % WORDS.length]!} ${code}`;
      emit('facility', [
        code,
        `${kind === 'CLINIC' ? 'Phòng khám' : KINDS[rank.level]} mẫu ${name}`,
        province,
        rank.level,
        rank.points,
        central ? 'CENTRAL' : rank.formerly,
        kind,
      ]);
    }
  }
}

/** The hospitals of a province by serial; whatever comes after them is a health station or a clinic. */
const RANKS = [
  { level: 'SPECIALISED', points: 84, formerly: 'PROVINCE' },
  { level: 'SPECIALISED', points: 91, formerly: 'PROVINCE' },
  { level: 'BASIC', points: 66, formerly: 'PROVINCE' },
  { level: 'BASIC', points: 58, formerly: 'DISTRICT' },
  { level: 'BASIC', points: 61, formerly: null },
  { level: 'BASIC', points: 45, formerly: 'DISTRICT' },
  { level: 'BASIC', points: null, formerly: null },
  { level: 'BASIC', points: 38, formerly: 'DISTRICT' },
] as const;
/** Former provinces whose second hospital is a central one: Hà Nội, Huế and Hồ Chí Minh City. */
const SEATS = ['01', '46', '79'];
