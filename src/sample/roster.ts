import pg from 'pg';
import { SCHOOL_YEAR } from './day.js';
import { Dice, STREAM } from './dice.js';
import type { SampleUrls } from './load-sample.js';
import { drawKeyingError, withError } from './record-errors.js';

/** A roster as a school's office would send it: titles, a header row, and so many pupils. */
export interface SampleRoster {
  sheet: string;
  rows: (string | number | { digits: string } | null)[][];
}

interface Wish {
  urls: Pick<SampleUrls, 'population' | 'educationFee'>;
  school: string;
  rows: number;
  seed: number;
}

interface Child {
  personalId: string;
  fullName: string;
  born: string;
  sex: number;
}

const header = [
  ...['STT', 'Trường', 'Khối', 'Lớp', 'Mã định danh Bộ GD&ĐT', 'Số định danh cá nhân', 'Họ tên', 'Ngày sinh'],
  ...['Giới tính', 'Dân tộc', 'Trạng thái', 'Xã/Phường', 'Nơi sinh'],
];
/** Of a hundred rows: numbers in the wrong column, zeros lost, slips of who typed, nothing where a number should be. */
const shares = { swapped: 0.02, zerosLost: 0.02, keyed: 0.02 };

/**
 * A roster of sample children for one school: those it has, then others of school age, with the slips that rosters have.
 * Needs the owner's URLs of loaded sample databases.
 * @throws Error for a school there is not, or fewer children than rows
 */
export async function sampleRoster({ urls, school, rows, seed }: Wish): Promise<SampleRoster> {
  const [own] = await query<{ name: string; classes: string[]; pupils: string[]; codes: string[] }>(
    urls.educationFee,
    `select s.school_name as name,
       array(select c.class_name from public.school_class c where c.school_code = $1 and c.school_year = $2
             order by c.grade, c.class_name) as classes,
       array(select e.personal_id from public.pupil_enrolment e where e.school_code = $1 and e.school_year = $2
               and e.status = 'ENROLLED' and e.personal_id is not null order by e.enrolment_no) as pupils,
       array(select e.personal_id || coalesce(e.moet_code, '') from public.pupil_enrolment e where e.school_code = $1
               and e.school_year = $2 and e.personal_id is not null) as codes
     from public.school_unit s where s.school_code = $1`,
    [school, SCHOOL_YEAR],
  );
  if (!own || own.classes.length === 0) throw new Error(`The sample has no school ${school} with classes.`);
  const children = await query<Child>(
    urls.population,
    `select c.* from (
       select personal_id as "personalId", full_name as "fullName", birth_date as born, gender_code as sex
       from public.citizen where life_status = 'ALIVE' and birth_date between '2007' and '2021'
       order by personal_id <> all($1::text[]), personal_id limit $2) c
     order by c.born, c."personalId"`,
    [own.pupils, rows],
  );
  if (children.length < rows)
    throw new Error(
      `The sample has ${children.length} children: ask for fewer (--rows) or load more residents.`,
    );
  const codeOf = new Map(own.codes.map((both) => [both.slice(0, 12), both.slice(12)]));
  const dice = new Dice(seed);
  const lines = children.map((child, at) => {
    const code = codeOf.get(child.personalId) || `99${String(at).padStart(8, '0')}`;
    return lineOf(child, at, code, own.classes[at % own.classes.length]!, school, dice.at(STREAM.school, at));
  });
  return {
    sheet: 'Danh sách',
    rows: [[own.name], [`Danh sách học sinh năm học ${SCHOOL_YEAR}`], header, ...lines],
  };
}

function lineOf(child: Child, at: number, code: string, className: string, school: string, dice: Dice) {
  const { swapped, zerosLost, keyed } = shares;
  const isSwapped = dice.chance(swapped);
  const isCut = dice.chance(zerosLost);
  const record = { fullName: child.fullName, birthText: child.born, personalId: child.personalId };
  const held = dice.chance(keyed)
    ? withError({ ...record, oldIdNumber: null, address: '' }, drawKeyingError(dice), dice, '')
    : record;
  const personalId = held.personalId && { digits: held.personalId };
  const shown = isCut && held.personalId ? Number(held.personalId) : personalId;
  const numbers = isSwapped ? [shown, { digits: code }] : [{ digits: code }, shown];
  const grade = /^\d+/.exec(className)?.[0] ?? className;
  return [
    ...[at + 1, { digits: school }, grade, className, ...numbers, held.fullName],
    held.birthText.split('-').reverse().join('/'),
    ...[child.sex === 1 ? 'Nam' : 'Nữ', 'Kinh', 'Đang học', null, null],
  ];
}

async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'lienthong sample roster' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
