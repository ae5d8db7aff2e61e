import { type Figure, shown, type Table } from './proof.js';
import type { Section } from './section.js';

const HEAD = `# Proof

What this project claims of itself, measured. \`npm run proof\` makes every figure again, those of the bench aside, and
writes this page and [proof.json](proof.json); \`npm run proof -- --only NAME\` makes one section again. The bench's are
gathered over its runs: \`npm run bench:record\` ([bench.md](bench.md)). Everything random comes from fixed seeds, so
another run on the same commit finds the same figures, those of time aside: they are of the machine and the hour that
stand above each table. Every person, name and number here is invented.

A limit is *demanded* where the task that this part was built for sets it, and *ours* where we set it: a bound that makes
a demand without a figure measurable, or a promise beyond what was demanded.`;

/** The record as a page: a summary, then a section a proof. */
export function reportOf(sections: readonly Section[]): string {
  const summary = sections.map((it) => ({
    What: `[${it.title}](#${anchorOf(it.title)})`,
    '`--only`': it.gathered ? `(\`${it.gathered.by}\`)` : `\`${it.name}\``,
    'Limits kept': !it.finished ? 'did not finish' : keptOf(it),
    Measured: it.measuredOn.date.slice(0, 10),
  }));
  return [HEAD, ...tableOf(summary), ...sections.flatMap(sectionOf)].join('\n').trimEnd().concat('\n');
}

/** A figure in one line, for a terminal. */
export function lineOf(figure: Figure & { kept: boolean | null }): string {
  const limit = figure.limit ? ` (limit ${limitOf(figure)}${figure.kept ? '' : ', NOT KEPT'})` : '';
  return `${figure.name}: ${measured(figure)}${limit}`;
}

function sectionOf(section: Section): string[] {
  const { title, about, figures, unmeasured = [], tables, notes, lists } = section;
  const row = (it: Omit<Figure, 'value'>, value: string, kept: string) => ({
    Figure: it.name,
    Measured: value,
    Limit: it.limit ? limitOf(it) : '',
    'Limit is': it.limit?.origin ?? '',
    Kept: kept,
  });
  const rows = [
    ...figures.map((it) => row(it, measured(it), it.kept === null ? '' : it.kept ? 'yes' : '**no**')),
    ...unmeasured.map((it) => row(it, 'not measured', '**not measured**')),
  ];
  return [
    ...['', `## ${title}`, '', ...wrapped(about), '', measuredLine(section)],
    ...(figures.every((it) => it.kept !== false) ? [] : ['', '**A limit is not kept.**']),
    ...(section.finished ? tableOf(rows) : ['', '**It did not finish; there are no figures.**']),
    ...tables.flatMap((table: Table) => ['', `${table.title}:`, ...tableOf(table.rows)]),
    ...notes.flatMap((note) => ['', note]),
    ...lists.flatMap(({ file, rows }) => ['', `All ${shown(rows)} of them: [${file}](../${file}).`]),
  ];
}

function measured({ value, unit }: Figure): string {
  return `${shown(value)} ${unit}`.trimEnd();
}

function measuredLine({ measuredOn: on, seconds, gathered }: Section): string {
  const commit = on.commit ? `commit ${on.commit}${on.changed ? ' with changes' : ''}` : 'no commit';
  const when = `${on.date.slice(0, 16).replace('T', ' ')} UTC`;
  const took = `${shown(seconds)} s`;
  return (
    `${gathered ? `Last added to ${when}, ${took} in all` : `Measured ${when} in ${took}`} · ${commit} · ` +
    `${on.cores} cores (${on.processor}), ${on.memoryGb} GB, load ${on.loadBefore} before · Node ${on.node}`
  );
}

function keptOf({ figures, unmeasured = [] }: Section): string {
  const limits = figures.filter((it) => it.kept !== null).length + unmeasured.length;
  if (limits === 0) return 'none set';
  const kept = figures.filter((it) => it.kept).length;
  const open = unmeasured.length > 0 ? `, ${unmeasured.length} not measured` : '';
  return kept === limits ? `all ${kept}` : `**${kept} of ${limits}**${open}`;
}

function limitOf({ limit, unit }: Omit<Figure, 'value'>): string {
  if (!limit) return '';
  const bound = 'atMost' in limit ? limit.atMost : limit.atLeast;
  const sign = 'atLeast' in limit ? '≥' : bound === 0 ? '' : '≤';
  return `${sign} ${shown(bound)}${unit === '%' ? ' %' : ''}`.trim();
}

/** Lines of a table whose columns are all the keys of its rows, numbers to the right. */
function tableOf(rows: readonly Record<string, string | number>[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumeric = (column: string) => rows.every((row) => typeof (row[column] ?? 0) === 'number');
  const cell = (value: string | number | undefined) =>
    value === undefined ? '' : typeof value === 'number' ? shown(value) : value.replaceAll('|', '\\|');
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    '',
    line(columns),
    line(columns.map((column) => (isNumeric(column) ? '--:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
  ];
}

/** Lines of at most so many characters, broken between words. */
function wrapped(text: string, length = 118): string[] {
  return text.match(new RegExp(`\\S(?:.{0,${length - 1}}(?=\\s|$))`, 'gu')) ?? [];
}

/** As GitHub makes them of headings. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
