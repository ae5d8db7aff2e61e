import fc from 'fast-check';
import jsqr from 'jsqr';
import { type TransferOrder, vietQrSvg, vietQrText } from '../../src/fees/viet-qr.js';

// NOTE: published as CommonJS with its function under `default`.
const decode = (jsqr as unknown as { default: typeof jsqr.default }).default;

/** Fields of an EMVCo text by their two digits, as the standard describes them (EMV QRCPS-MPM 4.1, section 3). */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4));
    const value = text.slice(at + 4, at + 4 + length);
    expect(value).toHaveLength(length);
    expect(fields.has(text.slice(at, at + 2))).toBe(false);
    fields.set(text.slice(at, at + 2), value);
    at += 4 + length;
  }
  return fields;
}

/** CRC-16/CCITT-FALSE bit by bit: ISO/IEC 13239, polynomial 1021, from FFFF. */
function checksumOf(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** What a payer's bank reads in it. */
function read(text: string): TransferOrder {
  expect(checksumOf(text.slice(0, -4))).toBe(text.slice(-4));
  const fields = fieldsOf(text);
  expect([...fields.keys()]).toEqual(['00', '01', '38', '53', '54', '58', '62', '63']);
  expect([fields.get('00'), fields.get('01')]).toEqual(['01', '12']);
  expect([fields.get('53'), fields.get('58')]).toEqual(['704', 'VN']);
  const napas = fieldsOf(fields.get('38')!);
  expect([napas.get('00'), napas.get('02')]).toEqual(['A000000727', 'QRIBFTTA']);
  const account = fieldsOf(napas.get('01')!);
  return {
    bankBin: account.get('00')!,
    accountNo: account.get('01')!,
    amount: Number(fields.get('54')),
    reference: fieldsOf(fields.get('62')!).get('08')!,
  };
}

/** The picture as a camera sees it: every module so many pixels wide. */
function photograph(svg: string, scale = 4): { pixels: Uint8ClampedArray; side: number } {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)![1]) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const path = /<path d="([^"]+)"/.exec(svg)![1]!;
  let [x, y] = [0, 0];
  for (const [, move, a, b] of path.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)/g)) {
    [x, y] = move === 'M' ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)];
    for (let row = y * scale; row < (y + 1) * scale; row++)
      for (let column = x * scale; column < (x + 1) * scale; column++)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  }
  return { pixels, side };
}

const order = { bankBin: '970403', accountNo: '0011012345678', amount: 180_000, reference: 'HP0000000195' };

describe('The text of a VietQR', () => {
  it('is read back to the same account, amount and reference', () => {
    expect(read(vietQrText(order))).toEqual(order);
  });

  it('is so for every order', () => {
    const references = fc
      .integer({ min: 1, max: 99_999_999 })
      .map((n) => `HP${String(n).padStart(8, '0')}${String(98 - ((n * 100) % 97)).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{6}$/),
        fc.stringMatching(/^[0-9A-Z]{4,19}$/),
        fc.integer({ min: 1, max: 999_999_999_999 }),
        references,
        (bankBin, accountNo, amount, reference) => {
          const any = { bankBin, accountNo, amount, reference };
          expect(read(vietQrText(any))).toEqual(any);
        },
      ),
    );
  });

  it('has the checksums that NAPAS publishes (QR format 1.5.2, section 6)', () => {
    const examples = [
      '00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52',
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E',
    ];
    for (const text of examples) expect(checksumOf(text.slice(0, -4))).toBe(text.slice(-4));
    // Ours is the second, but for the bill number and the words.
    expect(vietQrText(order).startsWith(examples[1]!.slice(0, 92))).toBe(true);
  });

  it.each([
    ['a fraction of a đồng', { amount: 0.5 }],
    ['nothing', { amount: 0 }],
    ['more than thirteen digits', { amount: 10_000_000_000_000 }],
    ['an account with a blank', { accountNo: '0011 0123' }],
    ['a bank that is none', { bankBin: '97040' }],
    ['a reference that is none', { reference: 'HP0000000196' }],
  ])('carries no %s', (_what, wrong) => {
    expect(() => vietQrText({ ...order, ...wrong })).toThrow(RangeError);
  });
});

describe('The picture of a VietQR', () => {
  it('is decoded by a reader of another make to the same text', () => {
    for (const amount of [1, 631_800, 999_999_999_999]) {
      const text = vietQrText({ ...order, amount });
      const { pixels, side } = photograph(vietQrSvg(text));
      expect(decode(pixels, side, side)?.data).toBe(text);
    }
  });
});
