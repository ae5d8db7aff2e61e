import type { useSpeech } from '../shell/speaking.js';
import { percent, written } from './charts.js';
import type { Board } from './queries.js';
import { words } from './wording.js';

interface KeyFigure {
  id: string;
  name: string;
  /** Null where there is none, and then `note` says why. */
  value: string | null;
  note: string;
}

/** The figures a leader asks first; a missing one says why it is missing. */
export function keyFiguresOf(board: Board, { say, language }: ReturnType<typeof useSpeech>): KeyFigure[] {
  const {
    visitIndicators: visits,
    feeIndicators: fees,
    reconciliationIndicators: runs,
    lookIndicators: looks,
  } = board;
  const number = (value: number) => written(value, language);
  const part = (some: number, all: number) => `${number(some)} ${say(words.ofAll)} ${number(all)}`;
  const share = (some: number, all: number) => percent((some * 100) / all, language);
  const of = <T,>(source: T | null, told: (there: T) => Omit<KeyFigure, 'id' | 'name'>) =>
    source === null ? { value: null, note: say(words.notAnswered) } : told(source);
  /** đ in millions: a leader reads 1.250 triệu faster than ten digits. */
  const millions = (dong: number) =>
    dong >= 10_000_000
      ? `${number(Math.round(dong / 1_000_000))} ${say(words.millions)}`
      : `${number(dong)} ₫`;
  const noVisit = { value: null, note: say(words.noVisits) };
  const agreeing = new Set(['VERIFIED', 'VERIFIED_NORMALISED']);
  return [
    {
      ...{ id: 'facilities', name: say(words.facilities) },
      ...of(visits, ({ facilities, facilitiesByIdentityCard: some }) =>
        facilities === 0 ? noVisit : { value: part(some, facilities), note: share(some, facilities) },
      ),
    },
    {
      ...{ id: 'visits', name: say(words.visitsByCard) },
      ...of(visits, ({ visits: all, byIdentityCard: some, pending }) =>
        all === 0
          ? { value: null, note: pending > 0 ? `${pending} ${say(words.pendingToo)}` : say(words.noVisits) }
          : {
              value: share(some, all),
              note: `${part(some, all)}${pending > 0 ? `, ${pending} ${say(words.pendingToo)}` : ''}`,
            },
      ),
    },
    {
      ...{ id: 'people', name: say(words.people) },
      ...of(visits, ({ people, visits: all }) => (all === 0 ? noVisit : { value: number(people), note: '' })),
    },
    {
      ...{ id: 'cashless', name: say(words.cashless) },
      ...of(fees, ({ total: { cashlessShare, paid, paidCashless } }) =>
        cashlessShare === null
          ? { value: null, note: say(words.noPaid) }
          : {
              value: percent(cashlessShare, language),
              note: `${millions(paidCashless)} ${say(words.ofAll)} ${millions(paid)}`,
            },
      ),
    },
    {
      ...{ id: 'schools', name: say(words.schools) },
      ...of(fees, ({ total: { schools, cashlessSchools: some } }) =>
        schools === 0
          ? { value: null, note: say(words.noFees) }
          : { value: part(some, schools), note: share(some, schools) },
      ),
    },
    {
      ...{ id: 'agrees', name: say(words.agrees) },
      ...of(runs, (all) => {
        const outcomes = all.flatMap((run) => run.outcomes);
        const sum = (some: typeof outcomes) => some.reduce((total, { records }) => total + records, 0);
        const agree = sum(outcomes.filter(({ key }) => agreeing.has(key)));
        return sum(outcomes) === 0
          ? { value: null, note: say(words.noRuns) }
          : { value: share(agree, sum(outcomes)), note: part(agree, sum(outcomes)) };
      }),
    },
    {
      ...{ id: 'looks', name: say(words.looks) },
      ...of(looks, (all) => {
        const sum = all.reduce((total, one) => total + one.looks, 0);
        return sum === 0 ? { value: null, note: say(words.noLooks) } : { value: number(sum), note: '' };
      }),
    },
  ];
}

export function KeyFigures({ figures }: { figures: KeyFigure[] }) {
  return (
    <dl className="key-figures">
      {figures.map(({ id, name, value, note }) => (
        <div key={id} className="panel" data-figure={id} data-value={value ?? ''}>
          <dt>{name}</dt>
          <dd className={value === null ? 'is-missing' : undefined}>{value ?? '–'}</dd>
          <dd className="hint">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
