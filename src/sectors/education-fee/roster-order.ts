const letters = new Intl.Collator('vi', { sensitivity: 'accent' });
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const classes = new Intl.Collator('vi', { numeric: true });

/** What a pupil's place on a list follows from. */
export interface Listed {
  enrolmentId: string;
  fullName: string;
  className: string;
}

/**
 * As Vietnamese schools sort a list (xếp theo tên): by given name, then middle names, then family name, then the
 * register. Letters go a ă â b c d đ e ê … o ô ơ … u ư, tones ngang huyền hỏi ngã sắc nặng, a tone counting only where
 * the letters are the same. Capitals, Unicode forms and where a tone mark sits (Hoà, Hòa) do not count. A new array.
 */
export function inRosterOrder<Row extends Listed>(rows: readonly Row[]): Row[] {
  return sorted(rows, byName);
}

/** Class by class, 6A2 before 6A10, each in the order of its list. A new array. */
export function inSchoolOrder<Row extends Listed>(rows: readonly Row[]): Row[] {
  return sorted(rows, (a, b) => classes.compare(a.row.className, b.row.className) || byName(a, b));
}

interface Placed<Row extends Listed = Listed> {
  row: Row;
  given: string;
  middle: string;
  family: string;
}

function byName(a: Placed, b: Placed): number {
  return (
    letters.compare(a.given, b.given) ||
    letters.compare(a.middle, b.middle) ||
    letters.compare(a.family, b.family) ||
    (a.row.enrolmentId < b.row.enrolmentId ? -1 : a.row.enrolmentId > b.row.enrolmentId ? 1 : 0)
  );
}

function sorted<Row extends Listed>(
  rows: readonly Row[],
  compare: (a: Placed<Row>, b: Placed<Row>) => number,
): Row[] {
  return rows
    .map((row): Placed<Row> => {
      const words = row.fullName.trim().split(/\s+/).map(toneLast);
      const given = words.pop()!;
      const family = words.shift() ?? '';
      return { row, given, middle: words.join(' '), family };
    })
    .sort(compare)
    .map(({ row }) => row);
}

/** NOTE: not `canonicalName`, which writes Vy as Vi: that is one name, and two places on a list. */
function toneLast(word: string): string {
  const letters = word.normalize('NFD');
  return (letters.replace(tones, '') + (letters.match(tones) ?? []).join('')).normalize('NFC');
}
