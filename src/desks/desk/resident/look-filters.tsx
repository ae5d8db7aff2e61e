import { useSpeech } from '../shell/speaking.js';
import { writtenDate } from '../shell/written.js';
import type { LookCount } from './queries.js';
import { kindNames, words } from './wording.js';

/** Which looks somebody wants to see. */
export interface Choice {
  kind: string;
  month: string;
  withoutOwn: boolean;
  asked: boolean;
}

export const everything: Choice = { kind: '', month: '', withoutOwn: true, asked: false };

/** As the hub is asked for it. */
export function filterOf({ kind, month, withoutOwn, asked }: Choice): Record<string, unknown> {
  return { ...(kind && { agencyKind: kind }), ...(month && { month }), ...(asked && { asked }), withoutOwn };
}

type LookFiltersProps = {
  choice: Choice;
  counts: readonly LookCount[];
  onChoice: (choice: Choice) => void;
};

/** Chooses by kind of agency and month, among those that there are. */
export function LookFilters({ choice, counts, onChoice }: LookFiltersProps) {
  const { say } = useSpeech();
  const seen = choice.withoutOwn ? counts.filter(({ own }) => !own) : counts;
  const kinds = [...new Set(seen.flatMap(({ agencyKind }) => agencyKind ?? []))];
  const months = [...new Set(seen.map(({ month }) => month))];
  const number = (chosen: (one: LookCount) => boolean) =>
    seen.filter(chosen).reduce((sum, { count }) => sum + count, 0);
  // What is chosen stays among the choices also when nothing of it is left.
  const withChosen = (all: readonly string[], one: string) =>
    one && !all.includes(one) ? [...all, one] : all;
  return (
    <div className="filters">
      <label>
        {say(words.kindFilter)}
        <select value={choice.kind} onChange={(event) => onChoice({ ...choice, kind: event.target.value })}>
          <option value="">{say(words.all)}</option>
          {withChosen(kinds, choice.kind).map((kind) => (
            <option key={kind} value={kind}>
              {kindNames[kind] ? say(kindNames[kind]) : kind} ({number((one) => one.agencyKind === kind)})
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(words.monthFilter)}
        <select value={choice.month} onChange={(event) => onChoice({ ...choice, month: event.target.value })}>
          <option value="">{say(words.all)}</option>
          {withChosen(months, choice.month).map((month) => (
            <option key={month} value={month}>
              {writtenDate(month)} ({number((one) => one.month === month)})
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={choice.withoutOwn}
          onChange={(event) => onChoice({ ...choice, withoutOwn: event.target.checked })}
        />
        {say(words.hideOwn)}
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={choice.asked}
          onChange={(event) => onChoice({ ...choice, asked: event.target.checked })}
        />
        {say(words.onlyAsked)}
      </label>
    </div>
  );
}
