import type { Language, Sentence } from '../../../domain/language.js';
import { writtenDate, writtenNumber, writtenTime } from '../shell/written.js';
import { daysFrom } from './period.js';
import type { Board } from './queries.js';
import { causeName, kindNames, outcomeNames, resultNames, words } from './wording.js';

/** What one chart and its table show: a row each, one value a series. */
export interface Chart {
  id: string;
  title: string;
  /** `DAYS`: columns over time, one after the other; `BARS`: a bar a row, longest first. */
  form: 'DAYS' | 'BARS';
  series: string[];
  rows: { label: string; values: number[]; note?: string }[];
  /** What a whole bar stands for where values are shares; else it is the largest of them. */
  whole?: number;
  /** What is said beside each value of bars. */
  noted?: string;
  /** What the figures are of: when, which run. */
  of: string | null;
  /** Why there is nothing. */
  empty: string;
}

/** Every chart of the board, in the order it is read. */
export function chartsOf(
  board: Board,
  period: { from: string; until: string; schoolYear: string },
  { say, language }: { say(sentence: Sentence): string; language: Language },
): Chart[] {
  const named = (names: Readonly<Record<string, Sentence>>, key: string) =>
    say(names[key] ?? { vi: key, en: key });
  const days = daysFrom(period.from, period.until);
  const none = say(words.notAnswered);
  const {
    visitIndicators: visits,
    feeIndicators: fees,
    reconciliationIndicators: runs,
    lookIndicators: looks,
  } = board;
  const kinds = [...new Set((looks ?? []).map(({ kind }) => kind))].sort();
  const ofDay = new Map(visits?.byDay.map((one) => [one.on, one]));
  const charts: Chart[] = [
    {
      ...{ id: 'visits', title: say(words.visitsByDay), form: 'DAYS', of: null },
      series: [say(words.byCard), say(words.otherwise)],
      rows: visits?.visits
        ? days.map((on) => {
            const { visits: all = 0, byIdentityCard = 0 } = ofDay.get(on) ?? {};
            return { label: writtenDate(on), values: [byIdentityCard, all - byIdentityCard] };
          })
        : [],
      empty: visits ? say(words.noVisits) : none,
    },
    {
      ...{ id: 'looks', title: say(words.looksByDay), form: 'DAYS', of: null },
      series: kinds.map((kind) => named(kindNames, kind)),
      rows: looks?.length
        ? days.map((on) => ({
            label: writtenDate(on),
            values: kinds.map((kind) => looks.find((one) => one.on === on && one.kind === kind)?.looks ?? 0),
          }))
        : [],
      empty: looks ? say(words.noLooks) : none,
    },
    {
      ...{ id: 'conclusions', title: say(words.conclusions), form: 'BARS', of: null },
      series: [say(words.count)],
      rows: (visits?.outcomes ?? []).map(({ outcome, visits: count, share }) => ({
        ...{ label: named(outcomeNames, outcome), values: [count], note: percent(share, language) },
      })),
      empty: visits ? say(words.noVisits) : none,
    },
    {
      ...{ id: 'fees', title: say(words.cashlessByProvince), form: 'BARS' },
      of: `${say(words.schoolYear)} ${period.schoolYear}`,
      series: [say(words.cashlessShare)],
      noted: say(words.schoolsShort),
      whole: 100,
      rows: (fees?.provinces ?? [])
        .filter(({ cashlessShare }) => cashlessShare !== null)
        .map(({ province, name, cashlessShare, cashlessSchools, schools }) => ({
          label: name ?? `${say(words.province)} ${province}`,
          values: [cashlessShare ?? 0],
          note: `${cashlessSchools}/${schools}`,
        }))
        .sort((a, b) => b.values[0]! - a.values[0]!),
      empty: fees ? say(fees.provinces.length > 0 ? words.noPaid : words.noFees) : none,
    },
  ];
  for (const run of runs ?? []) {
    const at = `${writtenTime(run.finishedAt)} ${writtenDate(run.finishedAt.slice(0, 10))}`;
    const of = [run.title, run.agency, `${say(words.runOf)} ${at}`].filter(Boolean).join(' · ');
    const id = `${run.sector}-${run.agency ?? 'all'}`;
    const counted = (of: typeof run.outcomes, nameOf: (key: string) => string) =>
      of.map(({ key, records, share }) => ({
        ...{ label: nameOf(key), values: [records], note: percent(share, language) },
      }));
    charts.push(
      {
        ...{ id: `results-${id}`, title: say(words.results), form: 'BARS', of, series: [say(words.count)] },
        ...{ rows: counted(run.outcomes, (key) => named(resultNames, key)), empty: say(words.noRuns) },
      },
      {
        ...{ id: `causes-${id}`, title: say(words.causes), form: 'BARS', of, series: [say(words.count)] },
        rows: counted(run.causes.slice(0, 10), (key) => say(causeName(key))),
        empty: say(words.noRuns),
      },
    );
  }
  if (!runs?.length)
    charts.push({
      ...{ id: 'results', title: say(words.results), form: 'BARS', of: null, series: [], rows: [] },
      empty: runs ? say(words.noRuns) : none,
    });
  return charts;
}

export function percent(share: number, language: Language): string {
  return `${written(share, language)} %`;
}

/** 1.250.000 and 81,3 in Vietnamese. */
export function written(value: number, language: Language): string {
  return writtenNumber(value, language, { maximumFractionDigits: 1 });
}
