import { useCallback, useEffect, useRef, useState } from 'react';
import { csvType } from '../shell/csv.js';
import { download } from '../shell/download.js';
import { useSpeech } from '../shell/speaking.js';
import { useKeys } from '../shell/use-keys.js';
import { ClassAnswered } from './class-answered.js';
import { ClassSums, ClassTable } from './class-table.js';
import { ClassTools, type Filter, nextOf, shown } from './class-tools.js';
import { csvOfClass, PrintedClass } from './listed-class.js';
import type { PartProps } from './part.js';
import { PupilPanel } from './pupil-panel.js';
import { byGivenName } from './pupils.js';
import type { Pupil } from './queries.js';
import { useClass } from './use-class.js';
import { words } from './wording.js';

/** The class as its teacher knows it: who everybody is, what everybody owes; beside it the one who stands at the desk. */
export function ClassPart(props: PartProps) {
  const { desk, asking, school, choice } = props;
  const { say } = useSpeech();
  const { year, name } = choice;
  const { asked, pupils, readAnew } = useClass(asking, { school, year, name });
  const [sought, setSought] = useState('');
  const [filter, setFilter] = useState<Filter>('ALL');
  const [openId, setOpenId] = useState<string | null>(null);
  const [isCollecting, setCollecting] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);

  // Somebody who was chosen stays where the list is lost for a while.
  const lastOpen = useRef<Pupil | null>(null);
  const found = pupils.find(({ enrolmentId }) => enrolmentId === openId) ?? null;
  if (found || openId === null) lastOpen.current = found;
  const open = lastOpen.current;

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

  const listed = shown(pupils, sought, filter);
  const exportList = () => download(`lop-${name}-${year}.csv`, [csvOfClass(listed, say)], csvType);
  const nextFilter = () => setFilter(nextOf);
  const isClosable = openId !== null;
  useKeys(
    {
      '/': () => box.current?.focus(),
      u: nextFilter,
      U: nextFilter,
      e: exportList,
      E: exportList,
      ...(isClosable && { Escape: close }),
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

  return (
    <main className="class-part">
      <section className="panel class-list" aria-label={say(words.className)}>
        <ClassTools
          {...{ choice, sought, filter }}
          boxRef={box}
          hasList={listed.length > 0}
          onSought={setSought}
          onDown={() => focusRow(null)}
          onFilter={setFilter}
          onRefresh={asked.refresh}
          onExport={exportList}
        />
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
