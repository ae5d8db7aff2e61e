const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const scales = ['', 'nghìn', 'triệu'];

/**
 * An amount as Vietnamese receipts write it out (số tiền bằng chữ): `Hai triệu hai trăm nghìn đồng`. Every group after
 * the first is read in full, `một triệu không trăm linh một nghìn`, so that no digit can be added or taken away.
 * @throws RangeError for what is no whole amount of đồng from zero up
 */
export function amountInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('not an amount of whole đồng');
  const words = `${amount === 0 ? 'không' : billions(amount, false)} đồng`;
  return words[0]!.toUpperCase() + words.slice(1);
}

/** Above a milliard the same again, before the word for it: `hai nghìn tỷ`. `full` reads leading zeros too. */
function billions(amount: number, full: boolean): string {
  const [high, low] = [Math.floor(amount / 1e9), amount % 1e9];
  const upper = high > 0 ? `${billions(high, full)} tỷ` : '';
  return [upper, groups(low, full || high > 0)].filter(Boolean).join(' ');
}

function groups(amount: number, full: boolean): string {
  const parts: string[] = [];
  for (const at of [2, 1, 0]) {
    const group = Math.floor(amount / 1000 ** at) % 1000;
    if (group === 0) continue;
    const said = `${hundreds(group, full || parts.length > 0)} ${scales[at]}`.trim();
    parts.push(said);
  }
  return parts.join(' ');
}

function hundreds(group: number, full: boolean): string {
  const [hundred, ten, one] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const words: string[] = [];
  if (hundred > 0 || full) words.push(`${digits[hundred]} trăm`);
  if (ten === 0 && one > 0 && words.length > 0) words.push('linh');
  if (ten === 1) words.push('mười');
  if (ten > 1) words.push(`${digits[ten]} mươi`);
  if (one > 0) words.push(unit(one, ten));
  return words.join(' ');
}

/** `mốt` after twenty, `lăm` after ten; else the digit. */
function unit(one: number, ten: number): string {
  if (one === 1 && ten > 1) return 'mốt';
  return one === 5 && ten > 0 ? 'lăm' : digits[one]!;
}
