import type { RefObject } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { ChooseClass, type ClassChoice } from './class-choice.js';
import { folded, standingOf } from './pupils.js';
import type { Pupil } from './queries.js';
import { filterNames, words } from './wording.js';

const filters = ['ALL', 'OWING', 'OVERDUE'] as const;
export type Filter = (typeof filters)[number];

/** What a filter lets through; all where nothing is named. */
const lets: Readonly<Record<Filter, readonly string[] | null>> = {
  ALL: null,
  OWING: ['OWES', 'OVERDUE'],
  OVERDUE: ['OVERDUE'],
};

export const nextOf = (filter: Filter): Filter => filters[(filters.indexOf(filter) + 1) % filters.length]!;

/** Whose name has what is sought, with or without its marks, and who stands as the filter says. */
export function shown(pupils: readonly Pupil[], sought: string, filter: Filter): Pupil[] {
  const wanted = folded(sought);
  return pupils.filter(
    ({ fullName, fees }) =>
      folded(fullName).includes(wanted) && (lets[filter]?.includes(standingOf(fees)) ?? true),
  );
}

type ClassToolsProps = {
  choice: ClassChoice;
  sought: string;
  filter: Filter;
  boxRef: RefObject<HTMLInputElement | null>;
  hasList: boolean;
  onSought: (text: string) => void;
  /** From the box into the list. */
  onDown: () => void;
  onFilter: (filter: Filter) => void;
  onRefresh: () => void;
  onExport: () => void;
};

/** What stands above a class: which one, whom of it, and what to do with the list. */
export function ClassTools(props: ClassToolsProps) {
  const { choice, sought, filter, boxRef, hasList, onSought, onDown, onFilter, onRefresh, onExport } = props;
  const { say } = useSpeech();
  return (
    <div className="tools">
      <ChooseClass choice={choice} />
      <label>
        {say(words.find)} <kbd>/</kbd>
        <input
          id="find-pupil"
          type="search"
          autoComplete="off"
          ref={boxRef}
          value={sought}
          onChange={(event) => onSought(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            onDown();
          }}
        />
      </label>
      <label>
        {say(words.filter)} <kbd>U</kbd>
        <select id="fee-filter" value={filter} onChange={(event) => onFilter(event.target.value as Filter)}>
          {filters.map((one) => (
            <option key={one} value={one}>
              {say(filterNames[one])}
            </option>
          ))}
        </select>
      </label>
      <span className="tools-end">
        <button type="button" className="quiet" disabled={choice.name === null} onClick={onRefresh}>
          {say(shellWords.refresh)}
        </button>
        <button type="button" className="quiet" disabled={!hasList} onClick={onExport}>
          {say(words.exportCsv)} <kbd>E</kbd>
        </button>
        <button type="button" className="quiet" disabled={!hasList} onClick={() => window.print()}>
          {say(words.printList)}
        </button>
      </span>
    </div>
  );
}
