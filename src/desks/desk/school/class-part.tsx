import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { askHub } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { useKeys } from '../shell/use-keys.js';
import { words as shellWords } from '../shell/wording.js';
import { ClassAnswered, pageOf } from './class-answered.js';
import { ChooseClass } from './class-choice.js';
import { ClassSums, ClassTable } from './class-table.js';
import { download } from './csv.js';
import { csvOfClass, PrintedClass } from './listed-class.js';
import type { PartProps } from './part.js';
import { PupilPanel } from './pupil-panel.js';
import { byGivenName, folded, standingOf } from './pupils.js';
import { type ClassOf, classList, type Fee, feesOfOne, type OwnFees, type Pupil } from './queries.js';
import { filterNames, words } from './wording.js';

/** The class as its teacher knows it: who everybody is, what everybody owes; beside it the one who stands at the desk. */
export function ClassPart(props: PartProps) {
  const { desk, asking, school, choice } = props;
  const { say } = useSpeech();
  const { year, name } = choice;
  const asked = useAsk<ClassOf<Pupil>>(asking, name ? classList : null, { code: school, year, name });
  const [sought, setSought] = useState('');
  const [filter, setFilter] = useState<Filter>('ALL');
  const [openId, setOpenId] = useState<string | null>(null);
  const [isCollecting, setCollecting] = useState(false);
  // What was read of one pupil since the class was: to read forty anew for one payment would be forty looks.
  const [since, setSince] = useState<{ at: number | null; fees: ReadonlyMap<string, Fee[]> }>(nothing);
  const box = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);

  const fresh = since.at === asked.at ? since.fees : nothing.fees;
  const pupils = useMemo(
    () =>
      (pageOf(asked)?.nodes ?? [])
        .map((pupil) => ({ ...pupil, fees: fresh.get(pupil.enrolmentId) ?? pupil.fees }))
        .sort(byGivenName),
    [asked.value, fresh],
  );
  // Somebody who was chosen stays where the list is lost for a while.
  const lastOpen = useRef<Pupil | null>(null);
  const found = pupils.find(({ enrolmentId }) => enrolmentId === openId) ?? null;
  if (found || openId === null) lastOpen.current = found;
  const open = lastOpen.current;

  const { at, refresh } = asked;
  const readAnew = useCallback(
    async (pupil: Pupil) => {
      try {
        if (!pupil.resident) throw new Error('no number');
        const of = { id: pupil.resident.personalId };
        const { data } = await askHub<OwnFees>(asking, feesOfOne, of);
        const own = data?.resident?.enrolments?.find((one) => one.enrolmentId === pupil.enrolmentId);
        if (!own?.fees) throw new Error('not there');
        const fees = own.fees;
        setSince((all) => ({
          at,
          fees: new Map(all.at === at ? all.fees : []).set(pupil.enrolmentId, fees),
        }));
      } catch {
        refresh();
      }
    },
    [asking, at, refresh],
  );

  const focusRow = useCallback((id: string | null) => {
    const rows = table.current?.querySelectorAll<HTMLButtonElement>('tbody button');
    const row = [...(rows ?? [])].find((one) => one.dataset.of === id) ?? rows?.[0];
    row?.focus();
  }, []);
  const close = useCallback(() => {
    if (isCollecting) setCollecting(false);
    else {
      setOpenId(null);
      focusRow(openId);
    }
  }, [isCollecting, openId, focusRow]);
  const choose = useCallback((id: string) => {
    setCollecting(false);
    setOpenId(id);
  }, []);

  const exportList = () =>
    download(`lop-${name}-${year}.csv`, csvOfClass(shown(pupils, sought, filter), say));
  const nextFilter = () => setFilter((one) => filters[(filters.indexOf(one) + 1) % filters.length]!);
  const isClosable = openId !== null;
  useKeys(
    {
      '/': () => box.current?.focus(),
      u: nextFilter,
      U: nextFilter,
      e: exportList,
      E: exportList,
      ...(isClosable && { Escape: close }),
      ...(open && { F2: () => setCollecting(true) }),
    },
    desk.singleKeys,
  );
  useEffect(() => {
    setOpenId(null);
    setCollecting(false);
    setSought('');
  }, [year, name]);
  // The list is what one came for: its first line has the focus once it is there, unless somebody is elsewhere.
  const isThere = pupils.length > 0;
  useEffect(() => {
    if (isThere && document.activeElement === document.body) focusRow(null);
  }, [isThere, focusRow]);

  const listed = shown(pupils, sought, filter);
  return (
    <main className="class-part">
      <section className="panel class-list" aria-label={say(words.className)}>
        <div className="tools">
          <ChooseClass choice={choice} />
          <label>
            {say(words.find)} <kbd>/</kbd>
            <input
              id="find-pupil"
              type="search"
              autoComplete="off"
              ref={box}
              value={sought}
              onChange={(event) => setSought(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
                event.preventDefault();
                focusRow(null);
              }}
            />
          </label>
          <label>
            {say(words.filter)} <kbd>U</kbd>
            <select
              id="fee-filter"
              value={filter}
              onChange={(event) => setFilter(event.target.value as Filter)}
            >
              {filters.map((one) => (
                <option key={one} value={one}>
                  {say(filterNames[one])}
                </option>
              ))}
            </select>
          </label>
          <span className="tools-end">
            <button type="button" className="quiet" disabled={!name} onClick={asked.refresh}>
              {say(shellWords.refresh)}
            </button>
            <button type="button" className="quiet" disabled={listed.length === 0} onClick={exportList}>
              {say(words.exportCsv)} <kbd>E</kbd>
            </button>
            <button
              type="button"
              className="quiet"
              disabled={listed.length === 0}
              onClick={() => window.print()}
            >
              {say(words.printList)}
            </button>
          </span>
        </div>
        <ClassAnswered {...{ choice, asked }}>
          {(page) => {
            const all = page.nodes.map(
              (one) => pupils.find((own) => own.enrolmentId === one.enrolmentId) ?? one,
            );
            const list = shown(all.toSorted(byGivenName), sought, filter);
            return (
              <>
                {page.hasMore && <p className="notice">{say(words.more)}</p>}
                <ClassTable pupils={list} of={all.length} openId={openId} tableRef={table} onOpen={choose} />
              </>
            );
          }}
        </ClassAnswered>
      </section>
      <section className="panel one-pupil" aria-label={say(words.pupil)}>
        {open ? (
          <PupilPanel
            key={open.enrolmentId}
            {...props}
            pupil={open}
            isCollecting={isCollecting}
            onCollect={() => setCollecting(true)}
            onClose={close}
            onPaid={() => void readAnew(open)}
          />
        ) : (
          <ClassSums pupils={pupils} />
        )}
      </section>
      {listed.length > 0 && !open && (
        <PrintedClass desk={desk} name={name ?? ''} year={year} pupils={listed} />
      )}
    </main>
  );
}

const nothing = { at: null, fees: new Map<string, Fee[]>() };

const filters = ['ALL', 'OWING', 'OVERDUE'] as const;
type Filter = (typeof filters)[number];
/** What a filter lets through; all where nothing is named. */
const lets: Readonly<Record<Filter, readonly string[] | null>> = {
  ALL: null,
  OWING: ['OWES', 'OVERDUE'],
  OVERDUE: ['OVERDUE'],
};

function shown(pupils: readonly Pupil[], sought: string, filter: Filter): Pupil[] {
  const wanted = folded(sought);
  return pupils.filter(
    ({ fullName, fees }) =>
      folded(fullName).includes(wanted) && (lets[filter]?.includes(standingOf(fees)) ?? true),
  );
}
