import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { Answered } from '../shell/answered.js';
import { type Asking, passes } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { useKeys } from '../shell/use-keys.js';
import { writtenDate, writtenMinute, writtenTime } from '../shell/written.js';
import { Compare } from './compare.js';
import { type Act, type Finding, findingQuery } from './queries.js';
import { ReasonDialog } from './reason-dialog.js';
import { acts, causeName, conflicts, findingStates, outcomes } from './terms.js';
import type { Decided } from './use-work.js';
import { words } from './wording.js';

type FindingViewProps = {
  asking: Asking;
  id: string;
  officer: string;
  singleKeys: boolean;
  /** How many more are in hand behind this one. */
  inHand: number;
  onDecide: (decided: Decided) => void;
  onSkip: () => void;
  /** What `U` does while this finding is one to be taken back. */
  takeBack: RefObject<(() => void) | null>;
};

/** Of one letter whichever way the board is set: capitals on or not. */
export const letterKeys = (keys: Readonly<Record<string, () => void>>) =>
  Object.fromEntries(
    Object.entries(keys).flatMap(([key, does]) => [
      [key, does],
      [key.toLowerCase(), does],
    ]),
  );

/** One finding, large: who is meant, why, and the officer's word. */
export function FindingView(props: FindingViewProps) {
  const { asking, id } = props;
  // Until it is there it is asked for again; once it is, never without the officer: each time is a look.
  const [againMs, setAgainMs] = useState<number | null>(null);
  const asked = useAsk<{ finding: Finding | null }>(asking, findingQuery, { id }, againMs);
  const { value, problem } = asked;
  useEffect(() => {
    setAgainMs(value === null && problem && passes(problem) ? 3_000 : null);
  }, [value, problem]);
  return (
    <section className="panel finding" aria-label={id}>
      <Answered asked={asked} waiting={words.loadingFinding}>
        {({ finding }) => finding && <Shown key={finding.id} {...props} finding={finding} />}
      </Answered>
    </section>
  );
}

function Shown({
  finding,
  officer,
  singleKeys,
  inHand,
  onDecide,
  onSkip,
  takeBack,
}: FindingViewProps & { finding: Finding }) {
  const { say, language } = useSpeech();
  const { id, version, outcome, causes, state, candidates } = finding;
  const isSure = outcome !== 'AMBIGUOUS' && outcome !== 'NOT_FOUND';
  const [rank, setRank] = useState<number | null>(
    finding.chosen ?? (isSure ? (candidates[0]?.rank ?? null) : null),
  );
  const [wanted, setWanted] = useState<'DISMISS' | 'ROUTE' | null>(null);
  const [lacks, setLacks] = useState(false);
  const [isOther, setOther] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const isOwn = state === 'PROPOSED' && sameOfficer(finding.decidedBy, officer);
  const may = (state === 'OPEN' || (state === 'PROPOSED' && !isOwn)) && !isHeld(finding, officer);
  /** What the first officer proposed, where it is for this one to agree. */
  const proposed = may && state === 'PROPOSED' ? finding.decision : null;
  const canTakeBack = ['PROPOSED', 'ACCEPTED', 'DISMISSED', 'ROUTED'].includes(state);
  const decide = (act: Act, reason?: string) =>
    onDecide({
      finding: id,
      version,
      sectorNo: finding.sectorNo,
      act,
      ...((act === 'ACCEPT' || act === 'ROUTE') && { candidate: rank }),
      ...(reason && { reason }),
    });
  const choose = (act: 'ACCEPT' | 'DISMISS' | 'ROUTE') => {
    if (!may) return;
    setOther(proposed !== null && act !== proposed);
    if (proposed !== null && act !== proposed) return;
    if (act !== 'DISMISS' && rank === null) return setLacks(true);
    if (act === 'ACCEPT') decide(act);
    else setWanted(act);
  };
  const pick = (wish: number) => {
    if (!candidates.some((one) => one.rank === wish)) return;
    setRank(wish);
    setLacks(false);
  };
  useKeys(
    {
      ...letterKeys({
        A: () => choose('ACCEPT'),
        R: () => choose('DISMISS'),
        G: () => choose('ROUTE'),
        S: onSkip,
      }),
      ...{ 1: () => pick(1), 2: () => pick(2), 3: () => pick(3) },
    },
    singleKeys,
  );
  return (
    <div data-open={id} data-open-state={state}>
      <header className="panel-head">
        <h2 tabIndex={-1} ref={title}>
          {say(outcomes[outcome]!)}: {causes.map((cause) => causeName(cause, language)).join('; ')}
        </h2>
        <p className="hint">
          {finding.sectorNo} · {say(words.due)} {writtenDate(finding.dueOn)}
          {inHand > 0 && ` · ${say(words.inHand)} ${inHand + 1}`}
        </p>
      </header>
      <Standing finding={finding} officer={officer} isOwn={isOwn} />
      <div className="compare-box">
        <Compare finding={finding} rank={rank} onRank={pick} />
        {candidates.length === 0 && <p className="empty">{say(words.noCandidates)}</p>}
        <History finding={finding} />
      </div>
      {lacks && (
        <p className="wrong" role="alert">
          {say(conflicts.NO_CANDIDATE!)} (1–{candidates.length})
        </p>
      )}
      {isOther && (
        <p className="wrong" role="alert">
          {say(words.notProposed)}
        </p>
      )}
      <p className="acts">
        {proposed && (
          <button type="button" className="primary" data-agree={proposed} onClick={() => choose(proposed)}>
            {say(words.agree)}: {say(actOf[proposed].name)} <kbd>{actOf[proposed].key}</kbd>
          </button>
        )}
        {may && !proposed && (
          <>
            <button type="button" className="primary" onClick={() => choose('ACCEPT')}>
              {say(words.accept)} <kbd>A</kbd>
            </button>
            <button type="button" onClick={() => choose('DISMISS')}>
              {say(words.dismiss)} <kbd>R</kbd>
            </button>
            <button type="button" onClick={() => choose('ROUTE')}>
              {say(words.route)} <kbd>G</kbd>
            </button>
          </>
        )}
        {canTakeBack && (
          <TakeBack
            takeBack={takeBack}
            name={proposed ? words.disagree : words.undo}
            onUndo={() => decide('UNDO', (proposed ? words.sentBackReason : words.undoReason).vi)}
          />
        )}
        <button type="button" onClick={onSkip}>
          {say(words.skip)} <kbd>S</kbd>
        </button>
      </p>
      <ReasonDialog
        act={wanted}
        onReason={(reason) => decide(wanted!, reason)}
        onClose={() => setWanted(null)}
      />
    </div>
  );
}

const actOf = {
  ACCEPT: { name: words.accept, key: 'A' },
  DISMISS: { name: words.dismiss, key: 'R' },
  ROUTE: { name: words.route, key: 'G' },
} as const;

/** Takes back what is shown; while it is, `U` is about this one and not about the last. */
function TakeBack({
  takeBack,
  name,
  onUndo,
}: Pick<FindingViewProps, 'takeBack'> & { name: Sentence; onUndo: () => void }) {
  const { say } = useSpeech();
  useEffect(() => {
    takeBack.current = onUndo;
    return () => {
      takeBack.current = null;
    };
  });
  return (
    <button type="button" data-take-back onClick={onUndo}>
      {say(name)} <kbd>U</kbd>
    </button>
  );
}

const sameOfficer = (one: string | null, other: string) => one?.toLowerCase() === other.toLowerCase();

const isHeld = ({ assignee, leasedUntil }: Finding, officer: string) =>
  assignee !== null &&
  !sameOfficer(assignee, officer) &&
  leasedUntil !== null &&
  Date.parse(leasedUntil) > Date.now();

type StandingProps = { finding: Finding; officer: string; isOwn: boolean };

/** How far it is, and who has to do what: said plainly. */
function Standing({ finding, officer, isOwn }: StandingProps) {
  const { say } = useSpeech();
  const { state, touchesBenefits, decision, decidedBy, confirmedBy, leasedUntil } = finding;
  const said = decision && say(actOf[decision].name);
  const reason = finding.history.findLast(({ act }) => act === decision)?.reason;
  return (
    <>
      {touchesBenefits && state === 'OPEN' && <p className="notice">② {say(words.twoOfficers)}</p>}
      {state === 'PROPOSED' && (
        <p className="notice" data-waits>
          <strong>{say(words.waitsForSecond)}.</strong> {decidedBy} {say(words.proposedBy)}: <b>{said}</b>.{' '}
          {reason && (
            <>
              {say(words.becauseOf)}: <span lang="vi">{reason}</span>.{' '}
            </>
          )}
          {say(isOwn ? words.ownProposal : words.secondHere)}
        </p>
      )}
      {state !== 'OPEN' && state !== 'PROPOSED' && (
        <p className="notice">
          {say(words.decidedAlready)}: {say(findingStates[state]!)} (
          {[decidedBy, confirmedBy].filter(Boolean).join(', ')})
        </p>
      )}
      {isHeld(finding, officer) && (
        <p className="notice">
          {say(words.heldBy)}: {finding.assignee}, {writtenTime(leasedUntil!)}
        </p>
      )}
    </>
  );
}

function History({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  if (finding.history.length === 0) return null;
  return (
    <details>
      <summary>
        {say(words.history)} ({finding.history.length})
      </summary>
      <ol className="history">
        {finding.history.map(({ version, at, officer, act, state, reason }) => (
          <li key={version}>
            {writtenMinute(at)} · {officer} · {acts[act] ? say(acts[act]) : act} →{' '}
            {say(findingStates[state]!)}
            {reason && <span lang="vi"> · {reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
