import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { writtenDate } from '../shell/written.js';
import type { ListedFinding } from './queries.js';
import { causeName, findingStates, outcomes } from './terms.js';
import type { Found } from './use-findings.js';
import { rowHeight, useWindowRows } from './use-window-rows.js';
import { words } from './wording.js';

type QueueListProps = {
  found: Found;
  openId: string | null;
  /** What takes the focus. */
  listRef: RefObject<HTMLTableElement | null>;
  onOpen: (finding: ListedFinding) => void;
};

/** The queue, of which only the rows in sight are there: fifty thousand scroll as ten do. Arrows choose, Enter opens. */
export function QueueList({ found, openId, listRef, onOpen }: QueueListProps) {
  const { say } = useSpeech();
  const { rows, total, look } = found;
  const count = total ?? 0;
  const box = useRef<HTMLDivElement>(null);
  const { from, until, inSight, show } = useWindowRows(box, count);
  const [active, setActive] = useState(0);
  useEffect(() => {
    if (until > from) look(from, until);
  }, [look, from, until]);
  const openAt = useMemo(() => placeOf(rows, openId), [rows, openId]);
  useEffect(() => {
    if (openAt < 0) return;
    setActive(openAt);
    show(openAt);
  }, [openAt, show]);
  const at = Math.min(active, Math.max(0, count - 1));
  // What is not there yet is opened once it is.
  const [wished, setWished] = useState<number | null>(null);
  useEffect(() => {
    const row = wished === null ? null : rows.get(wished);
    if (!row) return;
    setWished(null);
    onOpen(row);
  }, [wished, rows, onOpen]);

  const moves: Readonly<Record<string, number>> = {
    ...{ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + inSight - 2, PageUp: at - inSight + 2 },
    ...{ Home: 0, End: count - 1 },
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      setWished(at);
      event.preventDefault();
      return;
    }
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(count - 1, next));
    setActive(row);
    show(row);
  };
  const shown = Array.from({ length: Math.max(0, until - from) }, (_, place) => from + place);
  return (
    <div className="queue-list" ref={box}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is gone through by arrows is a grid
        role="grid"
        ref={listRef}
        tabIndex={0}
        aria-label={say(words.queueTitle)}
        aria-rowcount={count + 1}
        aria-activedescendant={count > 0 ? `row-${at}` : undefined}
        onKeyDown={onKey}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="col-number">
              {say(words.number)}
            </th>
            <th scope="col">{say(words.cause)}</th>
            <th scope="col" className="col-state">
              {say(words.state)}
            </th>
            <th scope="col" className="col-due">
              {say(words.due)}
            </th>
          </tr>
        </thead>
        {from > 0 && <tbody aria-hidden="true" className="room" style={{ height: from * rowHeight }} />}
        <tbody>
          {shown.map((row) => (
            <Row
              key={row}
              row={row}
              finding={rows.get(row) ?? null}
              isActive={row === at}
              isOpen={row === openAt}
              onOpen={onOpen}
            />
          ))}
        </tbody>
        {until < count && (
          <tbody aria-hidden="true" className="room" style={{ height: (count - until) * rowHeight }} />
        )}
      </table>
    </div>
  );
}

/** Where a finding stands in the queue, as far as it was looked at; -1 elsewhere. */
export function placeOf(rows: ReadonlyMap<number, ListedFinding>, id: string | null): number {
  for (const [at, row] of rows) if (row.id === id) return at;
  return -1;
}

type RowProps = {
  row: number;
  finding: ListedFinding | null;
  isActive: boolean;
  isOpen: boolean;
  onOpen: (finding: ListedFinding) => void;
};

function Row({ row, finding, isActive, isOpen, onOpen }: RowProps) {
  const { say, language } = useSpeech();
  const name = isActive ? 'is-active' : '';
  const common = { id: `row-${row}`, 'aria-rowindex': row + 2 };
  if (!finding)
    return (
      <tr {...common} className={name} aria-selected={isActive}>
        <td colSpan={4}>{say(words.loadingRow)}</td>
      </tr>
    );
  const { id, sectorNo, causes, outcome, state, dueOn, touchesBenefits } = finding;
  const what = causes.length > 0 ? causes.map((one) => causeName(one, language)).join('; ') : null;
  return (
    <tr
      {...common}
      className={`${name}${isOpen ? ' is-open' : ''}`}
      aria-selected={isActive}
      data-finding={id}
      data-state={state}
      onClick={() => onOpen(finding)}
    >
      <td className="number">{sectorNo}</td>
      <td>
        {touchesBenefits && <span title={say(words.twoOfficers)}>② </span>}
        <b>{say(outcomes[outcome]!)}</b>
        {what && ` · ${what}`}
      </td>
      <td>{say(findingStates[state]!)}</td>
      <td className="number">{writtenDate(dueOn)}</td>
    </tr>
  );
}
