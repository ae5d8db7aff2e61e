import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { compareCrosswalks } from './crosswalk-compare.js';
import {
  markedSquash,
  readAliases,
  readCrosswalk,
  readDistricts,
  readDvhcvn,
  readGso,
  squash,
} from './crosswalk-sources.js';

/**
 * Writes the hub's tables of districts, of the districts of old communes, of other names and of disputed successors
 * from the public lists in tests/data/units; run it from the project root. The same lists give the same files.
 */
const OLD = '2004-07-08';
const NEW = '2025-07-01';
const LAST_OLD_DAY = '2025-06-30';
const folder = 'migrations/hub/data';

interface AliasRow {
  level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE';
  code: string;
  valid_from: string;
  kind: 'NAME' | 'CODE';
  /** The type word that has to stand with the name; empty when the name alone is enough. */
  type: string;
  alias: string;
  source: string;
}

const COMMUNE_WORDS = ['phuong', 'xa', 'thitran', 'tt'];
const DISTRICT_WORDS = ['huyen', 'quan', 'thixa', 'tx', 'thanhpho', 'tp'];
const TYPE_OF: Record<string, string> = {
  ...{ phuong: 'Phường', xa: 'Xã', thitran: 'Thị trấn', tt: 'Thị trấn', huyen: 'Huyện', quan: 'Quận' },
  ...{ thixa: 'Thị xã', tx: 'Thị xã', thanhpho: 'Thành phố', tp: 'Thành phố' },
};

/** A published keyword as a name, with the type word it insists on. */
function readKeyword(level: AliasRow['level'], keyword: string, bareKeywords: ReadonlySet<string>) {
  const number = /^(phuong|p|f|ward|quan|q|district)0*(\d+)$/.exec(keyword);
  if (number) return { type: level === 'COMMUNE' ? 'Phường' : 'Quận', alias: number[2]! };
  if (bareKeywords.has(keyword)) return { type: '', alias: keyword };
  const words = level === 'COMMUNE' ? COMMUNE_WORDS : DISTRICT_WORDS;
  const word = words.find((it) => keyword.startsWith(it) && keyword.length > it.length + 1);
  if (!word) return { type: '', alias: keyword };
  const alias = keyword.slice(word.length);
  return bareKeywords.has(alias) ? { type: '', alias } : { type: TYPE_OF[word]!, alias };
}

const typed = /^(thitran|thixa|thanhpho|phuong|xa|huyen|quan|tt|tx|tp)(.{2,})$/;

function aliasRows(
  level: 'DISTRICT' | 'COMMUNE',
  given: { unit: string; alias: string }[],
  codes: Map<string, string[]>,
) {
  const keywords = new Map<string, Set<string>>();
  for (const { unit, alias } of given) keywords.set(unit, (keywords.get(unit) ?? new Set()).add(alias));
  const rows: AliasRow[] = [];
  const lost: string[] = [];
  for (const { unit, alias: keyword } of given) {
    const all = keywords.get(unit)!;
    // A keyword is a bare name when another one is the same with a type word before it.
    const bare = new Set([...all].filter((it) => [...all].some((other) => typed.exec(other)?.[2] === it)));
    const found = codes.get(unit);
    if (!found) lost.push(`${unit} ${keyword}`);
    for (const code of found ?? []) {
      rows.push({
        ...{ level, code, valid_from: OLD, kind: 'NAME' as const },
        ...readKeyword(level, keyword, bare),
        source: 'vietnamadminunits',
      });
    }
  }
  return { rows, lost };
}

const gso = readGso();
const crosswalk = readCrosswalk();
const districts = readDistricts();
const dvhcvn = readDvhcvn();

const communeCodes = new Map<string, string[]>();
const know = (unit: string, code: string) => {
  const codes = communeCodes.get(unit) ?? [];
  if (!codes.includes(code)) communeCodes.set(unit, [...codes, code]);
};
const listed = [
  ...gso.map((it) => ({ ...it, district: it.district! })),
  ...crosswalk.rows.map((it) => ({ ...it, name: it.oldName, code: it.oldCode })),
];
for (const { province, district, name, code } of listed) {
  const around = `${squash(province)}/${squash(district)}`;
  for (const key of new Set([squash(name), markedSquash(name)])) know(`${around}/${key}`, code);
}
const districtCodes = new Map(
  districts.map((it) => [[it.province, it.name].map(squash).join('/'), [it.code]] as [string, string[]]),
);

const published = readAliases();
const ofCommunes = aliasRows('COMMUNE', published.communes, communeCodes);
const ofDistricts = aliasRows('DISTRICT', published.districts, districtCodes);

const bareName = (name: string) => squash(name.replace(/^(Phường|Xã|Thị trấn|Đặc khu)\s/i, ''));
const { disagreements, codesOf } = compareCrosswalks();
const spellings = disagreements.flatMap((it): AliasRow[] => {
  if (it.kind !== 'OLD_NAME') return [];
  const [source, name] = it.against.split(': ') as [string, string];
  return [
    {
      ...{ level: 'COMMUNE', code: it.oldCode, valid_from: OLD, kind: 'NAME', type: '' },
      ...{ alias: bareName(name), source },
    },
  ];
});
/** What people write for a province, by its code in the old table and in the new one. */
const SPOKEN: [string, string][] = [
  ['79', 'hcm tphcm hochiminhcity saigon sg'],
  ['01', 'hn tphn hanoicity'],
  ['46', 'thuathienhue tthue'],
  ['77', 'brvt bariavt vungtau'],
  ['48', 'danangcity'],
  ['31', 'hp haiphongcity'],
  ['66', 'daclac'],
  ['67', 'dacnong'],
  ['62', 'congtum'],
];
const provinces = SPOKEN.flatMap(([code, names]) =>
  names.split(' ').flatMap((alias) =>
    [OLD, ...(dvhcvnProvince(code) ? [NEW] : [])].map(
      (valid_from): AliasRow => ({
        ...{ level: 'PROVINCE', code, valid_from, kind: 'NAME', type: '', alias, source: 'usage' },
      }),
    ),
  ),
);
function dvhcvnProvince(code: string): boolean {
  return ['79', '01', '46', '48', '31', '66'].includes(code);
}
const codes = [...codesOf].map(
  ([alias, code]): AliasRow => ({
    ...{ level: 'COMMUNE', code, valid_from: NEW, kind: 'CODE', type: '', alias, source: 'crosswalk' },
  }),
);

const aliases = [...provinces, ...ofDistricts.rows, ...ofCommunes.rows, ...spellings, ...codes];
const own = new Map(gso.map((it) => [it.code, bareName(it.name)]));
const unique = new Map(
  aliases
    .filter(
      (it) => it.alias !== '' && !(it.level === 'COMMUNE' && it.type === '' && own.get(it.code) === it.alias),
    )
    .map((it) => [[it.level, it.code, it.valid_from, it.kind, it.type, it.alias].join(), it]),
);
const ordered = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);

const write = (name: string, rows: object[]) =>
  writeFileSync(`${folder}/${name}`, stringify(rows, { header: true }));
write(
  'districts.csv',
  districts.map((it) => ({
    ...{
      code: it.code,
      valid_from: OLD,
      valid_to: LAST_OLD_DAY,
      name: it.name,
      province_code: it.provinceCode,
    },
  })),
);
write(
  'commune-districts.csv',
  gso
    .filter((it) => dvhcvn.oldNames.has(it.code))
    .map((it) => ({ commune_code: it.code, valid_from: OLD, district_code: it.districtCode })),
);
write('unit-aliases.csv', ordered);
const disputed = new Map(
  disagreements
    .filter((it) => it.kind === 'EDGE' && it.oldCode.length === 5)
    .map((it) => [
      `${it.oldCode},${it.newCode}`,
      { level: 'COMMUNE', old_code: it.oldCode, new_code: it.newCode, said_by: it.saidBy },
    ]),
);
write('disputed-successors.csv', [...disputed.values()]);
process.stdout.write(
  `${JSON.stringify({ districts: districts.length, aliases: ordered.length, disputed: disputed.size, lost: [...ofCommunes.lost, ...ofDistricts.lost] }, null, 2)}\n`,
);
