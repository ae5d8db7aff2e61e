import type { Emit } from './emit.js';
import { pad } from './personal-numbers.js';
import type { Place, Places } from './places.js';

export type SchoolKind = 'PRESCHOOL' | 'PRIMARY' | 'LOWER_SECONDARY' | 'UPPER_SECONDARY' | 'VOCATIONAL';

export interface School {
  code: string;
  kind: SchoolKind;
  ownership: 'PUBLIC' | 'PRIVATE';
}

/** The school of the demo: upper secondary, private so that tuition is due. */
export const DEMO_SCHOOL = '01000701';
/** A bank that is none: no card or bank of the country has this number, so nobody can pay a sample order. */
const SAMPLE_BANK = { bin: '999901', name: 'Ngân hàng mẫu (hư cấu)' };
const CLASS_SIZE = 40;
const WORDS =
  'Ban Mai,Hướng Dương,Tre Xanh,Cánh Diều,Bình Minh,Sao Khuê,Phù Sa,Đồng Xanh,Trúc Lâm,Vàm Cỏ'.split(',');

/** Digit in the code, word in the name, share of the residents who go there, pupils a school. */
const KINDS: Record<SchoolKind, { digit: number; word: string; share: number; pupils: number }> = {
  PRESCHOOL: { digit: 2, word: 'Mầm non', share: 0.04, pupils: 300 },
  PRIMARY: { digit: 4, word: 'Tiểu học', share: 0.08, pupils: 600 },
  LOWER_SECONDARY: { digit: 5, word: 'THCS', share: 0.06, pupils: 600 },
  UPPER_SECONDARY: { digit: 7, word: 'THPT', share: 0.04, pupils: 900 },
  VOCATIONAL: { digit: 9, word: 'Trung cấp nghề', share: 0.01, pupils: 300 },
};

/** All schools of the sample, invented, and their classes, filled one after another with forty pupils each. */
export class Schools {
  readonly #schools = new Map<string, School[]>();
  readonly #seats = new Map<string, number>();
  readonly #places: Places;

  constructor(places: Places, residents: number) {
    this.#places = places;
    for (const province of places.provinces) {
      const share = province === '01' ? 0.41 : province === '40' ? 0.21 : 0.012;
      for (const kind of Object.keys(KINDS) as SchoolKind[]) {
        const pupils = residents * share * KINDS[kind].share;
        const count = Math.max(1, Math.round(pupils / KINDS[kind].pupils));
        this.#schools.set(
          province + kind,
          Array.from({ length: count }, (_, i) => schoolOf(province, kind, i + 1)),
        );
      }
    }
  }

  /** Children of a commune go to the same school. */
  of(place: Place, kind: SchoolKind): School {
    const schools = this.#schools.get(place.after.provinceCode + kind)!;
    return schools[Number(place.after.code) % schools.length]!;
  }

  demo(): School {
    return this.#schools.get('01UPPER_SECONDARY')![0]!;
  }

  /** Takes the next free seat of a grade; answers the class name and the seat in it, from 0. */
  seat(school: School, year: string, grade: string): { className: string; seat: number } {
    const key = `${school.code}|${year}|${grade}`;
    const taken = this.#seats.get(key) ?? 0;
    this.#seats.set(key, taken + 1);
    return { className: classNameOf(grade, Math.floor(taken / CLASS_SIZE)), seat: taken % CLASS_SIZE };
  }

  emitAll(emit: Emit): void {
    for (const province of this.#places.provinces) {
      const communes = this.#places.byProvince.get(province)!;
      for (const kind of Object.keys(KINDS) as SchoolKind[]) {
        for (const [i, school] of this.#schools.get(province + kind)!.entries()) {
          const word =
            school.code === DEMO_SCHOOL
              ? 'Thăng Long'
              : `${WORDS[i % WORDS.length]} ${school.code.slice(-4)}`;
          const name = `Trường ${KINDS[kind].word} mẫu ${word}`;
          const unit = communes[(i * 37) % communes.length]!.after.code;
          emit('school_unit', [school.code, name, kind, school.ownership, province, unit]);
          emit('school_account', [
            school.code,
            SAMPLE_BANK.bin,
            SAMPLE_BANK.name,
            `99${school.code}`,
            holder(name),
          ]);
        }
      }
    }
    for (const [key, taken] of this.#seats) {
      const [code, year, grade] = key.split('|');
      for (let i = 0; i * CLASS_SIZE < taken; i++) {
        emit('school_class', [code!, year!, classNameOf(grade!, i), Number.parseInt(grade!, 10) || 0]);
      }
    }
  }
}

/** As banks write the holder of an account: capitals without accents, `TRUONG THPT MAU THANG LONG`. */
function holder(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toUpperCase();
}

function schoolOf(province: string, kind: SchoolKind, serial: number): School {
  const code = `${province}${pad(Math.floor(serial / 100), 3)}${KINDS[kind].digit}${pad(serial % 100, 2)}`;
  return { code, kind, ownership: code === DEMO_SCHOOL || serial % 7 === 4 ? 'PRIVATE' : 'PUBLIC' };
}

/** `10A1`, and for the little ones `Mầm 1`, `Chồi 1`, `Lá 1`. */
function classNameOf(grade: string, serial: number): string {
  return /^\d/.test(grade) ? `${grade}A${serial + 1}` : `${grade} ${serial + 1}`;
}
