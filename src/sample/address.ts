import type { Dice } from './dice.js';
import type { Unit } from './places.js';

const STREETS =
  'Hoa Sữa,Hoa Ban,Hoa Sen,Cây Đa,Cây Gạo,Bờ Sông,Bến Đò,Chợ Cũ,Đồng Xanh,Suối Mơ,Đình Làng,Ga Cũ,Hồ Nhỏ,Vườn Ươm'.split(
    ',',
  );

/** The part of an address below the commune (số nhà, thôn, xóm, tổ dân phố), as people write it. */
export function drawAddressLine(dice: Dice, unit: Unit): string {
  if (unit.name.startsWith('Phường') || unit.name.startsWith('Thị trấn')) {
    if (dice.chance(0.4)) return `Tổ dân phố ${dice.between(1, 40)}`;
    const lane = dice.chance(0.4) ? `Ngõ ${dice.between(2, 190)} ` : '';
    return `Số ${dice.between(1, 320)} ${lane}đường ${dice.pick(STREETS)}`;
  }
  const south = Number(unit.provinceCode) >= 72;
  const word = south ? 'Ấp' : dice.pick(['Thôn', 'Thôn', 'Xóm', 'Bản']);
  return `${word} ${dice.chance(0.6) ? dice.between(1, 18) : dice.pick(['Đông', 'Đoài', 'Thượng', 'Hạ', 'Trung', 'Nam'])}`;
}

/** One line as a card or a paper shows it. */
export function wholeAddress(line: string, unit: Unit): string {
  return `${line}, ${unit.name}, ${unit.provinceName}`;
}
