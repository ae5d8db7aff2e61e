import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useKeys } from '../shell/use-keys.js';
import { Waiting } from '../shell/waiting.js';
import { writtenNumber } from '../shell/written.js';
import type { PartProps } from './desk-parts.js';
import { FindingView, letterKeys } from './finding-view.js';
import { isNotLaidOut } from './laid-out.js';
import { Lately } from './lately.js';
import { filterInput } from './place.js';
import { type ListedFinding, mutations } from './queries.js';
import { QueueFilter } from './queue-filter.js';
import { placeOf, QueueList } from './queue-list.js';
import { NoRun } from './run-part.js';
import { useFindings } from './use-findings.js';
import { useSent } from './use-sent.js';
import { type Decided, resultOf, type Work } from './use-work.js';
import { words } from './wording.js';

const takenAtOnce = 10;
const layOutMs = 2_000;

type QueuePartProps = PartProps & { work: Work };

/** The review queue: a list, one finding large, and the officer's keys. */
export function QueuePart(props: QueuePartProps) {
  return props.at.runId === null ? <NoRun /> : <Queue {...props} runId={props.at.runId} />;
}

function Queue({
  asking,
  officer,
  outbox,
  at,
  goTo,
  singleKeys,
  work,
  runId,
}: QueuePartProps & { runId: string }) {
  const { say, language } = useSpeech();
  const { filter, finding: openId } = at;
  const input = useMemo(() => filterInput(filter), [filter]);
  const found = useFindings(asking, runId, input);
  const list = useRef<HTMLTableElement>(null);
  const [isDry, setDry] = useState(false);
  const { rows, problem, refresh } = found;
  const isLayingOut = rows.size === 0 && isNotLaidOut(problem);
  // Nothing can be taken of a queue that is not there: the wish is kept until it is.
  const isThere = found.total !== null || (problem !== null && !isNotLaidOut(problem));
  const [isWished, setWished] = useState(false);
  useEffect(() => {
    if (!isLayingOut) return;
    const timer = setTimeout(refresh, layOutMs);
    return () => clearTimeout(timer);
  }, [isLayingOut, refresh, problem]);

  const open = useCallback((finding: string | null) => goTo('queue', { finding }), [goTo]);
  const { batch, setBatch } = work;
  const takeNext = useCallback(() => {
    setDry(false);
    setWished(!isThere);
    if (!isThere) return;
    outbox.add(mutations.take, { runId, count: takenAtOnce, filter: input }, { what: 'take', of: runId });
  }, [outbox.add, runId, input, isThere]);
  useEffect(() => {
    if (isWished && isThere) takeNext();
  }, [isWished, isThere, takeNext]);
  const taking = outbox.entries.filter(({ who }) => who.what === 'take').at(-1);
  const refused = taking?.state === 'REFUSED' ? taking : null;
  const refusedEarlier = useRef<string | null>(null);
  refusedEarlier.current = refused?.key ?? null;
  const { drop } = outbox;
  const hasRows = found.total !== null;
  useEffect(() => {
    if (hasRows && refusedEarlier.current) drop(refusedEarlier.current);
  }, [hasRows, drop]);

  /** The next in hand; else the next of the list that is still to be decided by this officer. */
  const goOn = useCallback(
    (after: string) => {
      const rest = batch.filter((id) => id !== after);
      setBatch(rest);
      if (batch.length > 0) return rest[0] ? open(rest[0]) : takeNext();
      let place = placeOf(rows, after) + 1;
      while (rows.has(place) && !isToDo(rows.get(place)!, officer)) place += 1;
      const next = rows.get(place);
      open(next?.id ?? null);
      if (!next) list.current?.focus();
    },
    [batch, setBatch, open, takeNext, rows, officer],
  );
  useSent(outbox.entries, (entry) => {
    if (entry.who.what === 'take') {
      const taken = entry.done as ListedFinding[];
      found.put(taken);
      setBatch(taken.map(({ id }) => id));
      setDry(taken.length === 0);
      open(taken[0]?.id ?? null);
      if (taken.length === 0) list.current?.focus();
    }
    if (entry.who.what === 'decide') found.note(entry.done.results);
  });
  const decide = (decided: Decided) => {
    work.decide(decided);
    if (decided.act === 'UNDO') open(null);
    else goOn(decided.finding);
  };
  const skip = () => {
    if (!openId) return;
    if (batch.includes(openId)) work.giveBack([openId]);
    goOn(openId);
  };
  const close = () => {
    setWished(false);
    open(null);
    list.current?.focus();
  };
  // What was taken back is opened again, once the hub has it.
  const takeBack = useRef<(() => void) | null>(null);
  const undo = () => {
    if (takeBack.current) takeBack.current();
    else if (work.undo()) open(null);
  };
  useSent(outbox.entries, (entry) => {
    const { what, act, of } = entry.who;
    if (what === 'decide' && act === 'UNDO' && resultOf(entry)?.outcome === 'DONE' && !openId) open(of);
  });
  useKeys({ ...letterKeys({ N: takeNext, U: undo }), Escape: close }, singleKeys);
  useEffect(() => {
    if (!at.finding) list.current?.focus();
  }, []);
  return (
    <main className="section queue">
      <div className="queue-side">
        <QueueFilter
          filter={filter}
          onFilter={(wish) => {
            setBatch([]);
            goTo('queue', { finding: null, filter: wish });
          }}
        />
        <p className="queue-head">
          <button type="button" className="primary" id="take-next" onClick={takeNext}>
            {say(words.takeNext)} <kbd>N</kbd>
          </button>
          <span role="status" data-total={found.total ?? ''}>
            {found.total !== null &&
              `${writtenNumber(found.total, language)} ${say(words.findings).toLowerCase()}`}
            {isLayingOut && say(isWished ? words.willTake : words.layingOut)}
          </span>
        </p>
        {isDry && (
          <p className="notice" role="status">
            {say(words.nothingToTake)}
          </p>
        )}
        {refused?.problem && <Problem problem={refused.problem} quiet />}
        {problem && !isLayingOut && <Problem problem={problem} onRetry={refresh} quiet />}
        {rows.size === 0 && found.since !== null && !isLayingOut && (
          <Waiting what={words.loadingQueue} since={found.since} onStop={refresh} canGoOn={false} />
        )}
        {found.total === 0 && <p className="empty">{say(words.queueEmpty)}</p>}
        <QueueList found={found} openId={openId} listRef={list} onOpen={({ id }) => open(id)} />
        <Lately entries={outbox.entries} isToBeUndone={work.isToBeUndone} onOpen={open} />
      </div>
      {openId ? (
        <FindingView
          key={openId}
          {...{ asking, officer, singleKeys }}
          id={openId}
          inHand={Math.max(0, batch.length - 1)}
          onDecide={decide}
          onSkip={skip}
          takeBack={takeBack}
        />
      ) : (
        <section className="panel finding is-empty">
          <p className="empty">{say(words.chooseOne)}</p>
        </section>
      )}
    </main>
  );
}

/** Open, or proposed by somebody else. */
const isToDo = ({ state, decidedBy }: ListedFinding, officer: string) =>
  state === 'OPEN' || (state === 'PROPOSED' && decidedBy?.toLowerCase() !== officer.toLowerCase());
