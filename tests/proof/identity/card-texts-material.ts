import {
  writeCanCuocQr,
  writeCccdQr,
  writeInsuranceQr,
  writeMrz,
} from '../../../src/domain/card-text-write.js';
import type { Dice } from '../../../src/sample/dice.js';

/** All people here are invented. */
const CARD = {
  ...{ personalId: '001190123456', oldIdNumber: '012345678', fullName: 'Trần Thị Mẫu' },
  ...{ dateOfBirth: '1990-07-15', sex: 'FEMALE' as const, issuedOn: '2021-05-10' },
  address: 'Số 1, Phường Mẫu, Quận Mẫu, Hà Nội',
};

/** One good text of each kind. */
export const GOOD: Readonly<Record<string, string>> = {
  CCCD_QR: writeCccdQr(CARD),
  CAN_CUOC_QR: writeCanCuocQr({ ...CARD, issuedOn: '2025-01-01', extras: ['001190000001', 'Cha', 'Mẹ', ''] }),
  INSURANCE_QR: writeInsuranceQr({
    ...CARD,
    ...{ cardNumber: 'DN4790123456789', facility: '79-034', more: ['4', '$'] },
    period: { startOn: '2026-01-01', endOn: '2026-12-31' },
  }),
  MRZ: writeMrz({ ...CARD, expiresOn: '2030-07-15' }),
  LABELLED: 'CCCD:001190123456|Họ tên:Trần Thị Mẫu|Ngày sinh:15/07/1990|Giới tính:Nữ|Ngày cấp:10/05/2021',
  MISREAD: misread(writeCccdQr(CARD)),
  TELEX: '001190123456||Traanf Thij Maaux|15071990|Nuwx|Hà Nội|10052021',
  PERSONAL_ID: '001 190 123 456',
};

/** What a hostile hand or a broken device puts into a text; lone surrogates and direction marks among it. */
const PIECES = [
  ...[
    '\u0000',
    '\u0007',
    '\u001d',
    '\u0085',
    '\r\n',
    '\t',
    '|',
    '||||',
    '<',
    '<<<<',
    ':',
    'CCCD:',
    'Họ tên:',
  ],
  ...[
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u200b',
    '\ufeff',
    '\u00ad',
    '\ufffd',
    '?',
  ],
  ...[
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
    '😀',
    '\u0301',
    '\u0323\u0302',
    'ế',
    'e\u0302\u0301',
    'Ã¡',
    '÷',
  ],
  ...[
    '0',
    '9',
    '000000000000',
    'IDVNM',
    '٣',
    '１',
    'A',
    "'",
    '"',
    '\\',
    '$1',
    '{{',
    '%00',
    '-1',
    '1e9',
    'NaN',
  ],
];

/** A random, truncated, edited or repeated text of at most a million characters, most of them short. */
export function hostileText(dice: Dice): string {
  const good = dice.pick(Object.values(GOOD));
  const form = dice.next();
  if (form < 0.2) return good.slice(0, dice.below(good.length + 1));
  if (form < 0.6) return edited(good, dice);
  if (form < 0.8) return randomUnits(dice, dice.below(300));
  if (form < 0.9) return edited(good.repeat(1 + dice.below(20)), dice);
  if (form < 0.98) return dice.pick(PIECES).repeat(1 + dice.below(2000));
  const length = dice.chance(0.1) ? 1_000_000 : 1 + dice.below(6_000);
  return repeatedTo(dice.chance(0.5) ? dice.pick(PIECES) : good, length);
}

/** Texts that cost a careless reader more than linear time, cut to a length. */
export const REPEATED: readonly string[] = [
  ...PIECES,
  ...Object.values(GOOD),
  ...[
    'a:',
    'a:|',
    ' |',
    ' \n',
    'Họ tên:a\n',
    '0 ',
    '0.',
    '\u0301\u0323',
    'Ã',
    'Ã¡ ',
    '<\n',
    'nguyeenx ',
    '| |',
  ],
];

export function repeatedTo(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

function edited(text: string, dice: Dice): string {
  let now = text;
  for (let edit = dice.below(6); edit >= 0; edit -= 1) {
    const at = dice.below(now.length + 1);
    now = now.slice(0, at) + dice.pick(PIECES) + now.slice(at + dice.below(4));
  }
  return now;
}

function randomUnits(dice: Dice, length: number): string {
  const limit = dice.pick([0x80, 0x100, 0x2100, 0x10000]);
  return String.fromCharCode(...Array.from({ length }, () => dice.below(limit)));
}

function misread(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
