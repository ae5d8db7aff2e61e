import { foldName } from './person-name.js';

/** The order of fields in the QR code of a citizen's card, and what may follow them. */
const PLACES = ['NUMBER', 'OLD_NUMBER', 'NAME', 'BIRTH', 'SEX', 'ADDRESS', 'ISSUE'] as const;

type Place = (typeof PLACES)[number] | 'MORE';

/** Labels as reading programs and the cards themselves write them, folded to bare letters. */
const LABELS: readonly (readonly [Place, readonly string[]])[] = [
  ['NUMBER', ['cccd', 'so cccd', 'can cuoc', 'so can cuoc', 'can cuoc cong dan', 'so can cuoc cong dan']],
  [
    'NUMBER',
    ['cc', 'so cc', 'cccd cc', 'so cccd cc', 'so', 'so the', 'so dinh danh', 'so dinh danh ca nhan'],
  ],
  ['NUMBER', ['ma dinh danh', 'ma dinh danh ca nhan', 'dinh danh', 'ddcn', 'personal id', 'id', 'id number']],
  ['OLD_NUMBER', ['cmnd', 'so cmnd', 'cmnd cu', 'so cmnd cu', 'cmnd 9 so', 'so cmnd 9 so', 'cmt', 'so cmt']],
  ['OLD_NUMBER', ['chung minh nhan dan', 'so chung minh nhan dan', 'old id']],
  ['NAME', ['ho ten', 'ho va ten', 'ho va ten khai sinh', 'ho ten khai sinh', 'ho chu dem va ten']],
  ['NAME', ['ho chu dem va ten khai sinh', 'full name', 'name']],
  [
    'BIRTH',
    ['ngay sinh', 'ngay thang nam sinh', 'sinh ngay', 'nam sinh', 'date of birth', 'dob', 'birth date'],
  ],
  ['SEX', ['gioi tinh', 'gt', 'phai', 'sex', 'gender']],
  ['ADDRESS', ['dia chi', 'dia chi thuong tru', 'noi thuong tru', 'thuong tru', 'noi cu tru', 'cu tru']],
  ['ADDRESS', ['hktt', 'dktt', 'noi dktt', 'noi dang ky thuong tru', 'ho khau thuong tru', 'address']],
  ['ISSUE', ['ngay cap', 'ngay cap cccd', 'ngay cap can cuoc', 'ngay cap the', 'cap ngay', 'date of issue']],
  [
    'MORE',
    ['so dinh danh da huy', 'so dinh danh ca nhan da huy', 'so cccd da huy', 'ho ten cha', 'ho va ten cha'],
  ],
  ['MORE', ['ho ten me', 'ho va ten me', 'cha', 'me']],
];

const PLACE_OF: ReadonlyMap<string, Place> = new Map(
  LABELS.flatMap(([place, labels]) => labels.map((label): [string, Place] => [label, place])),
);

const LABELLED = /^([^:：]{1,40})[:：](.*)$/s;

interface Labelled {
  place: Place;
  value: string;
}

/** A label this reader knows, and what stands after it; null for a field that names itself in no such way. */
export function readLabel(field: string): Labelled | null {
  const parts = LABELLED.exec(field);
  const place = parts && PLACE_OF.get(foldName(parts[1]!));
  return place ? { place, value: parts[2]!.trim() } : null;
}

/**
 * The fields of a citizen's card without their labels, in the order a card has them; null when none was taken off.
 * Where every field names itself, order does not matter and what is missing comes back empty; no fields at all come
 * back when a label stands twice. Otherwise a label is taken off where it says what stands there anyway.
 */
export function withoutLabels(fields: readonly string[]): string[] | null {
  const read = fields.map(readLabel);
  if (read.every((it) => it === null)) return null;
  if (!read.every((it, at) => it !== null || fields[at] === '')) {
    const isInPlace = read.map((it, at) => it !== null && it.place === PLACES[at]);
    return isInPlace.includes(true)
      ? fields.map((field, at) => (isInPlace[at] ? read[at]!.value : field))
      : null;
  }
  const valuesAt = (place: Place) => read.flatMap((it) => (it?.place === place ? [it.value] : []));
  const inOrder = PLACES.map(valuesAt);
  if (inOrder.some((values) => values.length > 1)) return [];
  return [...inOrder.map((values) => values[0] ?? ''), ...valuesAt('MORE')];
}
