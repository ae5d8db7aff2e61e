import { useCallback, useEffect, useState } from 'react';
import type { HubProblem } from '../shell/ask-hub.js';
import { download } from '../shell/download.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { writtenMoment } from '../shell/written.js';
import { ProofSteps } from './proof-steps.js';
import type { WholeEvent } from './queries.js';
import type { Seals } from './use-seals.js';
import { type Verification, verifyProof } from './verify-proof.js';
import { words } from './wording.js';

type ProofPanelProps = {
  event: WholeEvent;
  seals: Seals;
  /** Why the hub could make no proof. */
  problem: HubProblem | null;
  /** It was asked for again and again, and is not sealed yet. */
  isLong: boolean;
  onDownload: (does: () => void) => void;
};

/** Whether an event is on the sealed record as it stands on this page: derived here, not told by the hub. */
export function ProofPanel({ event, seals, problem, isLong, onDownload }: ProofPanelProps) {
  const { say } = useSpeech();
  const { keys, own } = seals;
  const isKeyKnown = keys.length > 0 || seals.asked.value !== null;
  const [found, setFound] = useState<Verification | null>(null);
  useEffect(() => {
    setFound(null);
    if (event.proof === null || !isKeyKnown) return;
    let isLatest = true;
    const { id, occurredAt, requestId, agency, officer, purpose, outcome, fieldsReleased, subjects } = event;
    const shown = {
      ...{ id, occurredAt, requestId, agencyCode: agency, officer, purpose, outcome, fieldsReleased },
      subjects: subjects.length,
    };
    void verifyProof(event.proof, shown, keys).then((result) => {
      if (isLatest) setFound(result);
    });
    return () => {
      isLatest = false;
    };
  }, [event, keys, isKeyKnown]);
  const save = useCallback(() => saveProof(event), [event]);
  useEffect(() => {
    onDownload(save);
    return () => onDownload(() => undefined);
  }, [onDownload, save]);

  const isAltered = problem?.code === 'CONFLICT';
  const isWaiting = event.proof === null && !problem;
  const isChecking = event.proof !== null && !found && (isKeyKnown || !seals.asked.problem);
  const state = isAltered ? 'ALTERED' : isWaiting ? 'UNSEALED' : (found?.verdict ?? 'UNKNOWN');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="panel proof-panel" aria-labelledby="proof-title" tabIndex={0}>
      <h2 id="proof-title">{say(words.proof)}</h2>
      <div role="status" className={`proof-verdict proof-${state.toLowerCase()}`} data-verdict={state}>
        <strong>{say(isChecking ? words.checking : words[state])}</strong>
        {found?.verdict === 'HOLDS' && found.checkpoint && (
          <p>
            {say(words.recomputed)} {found.nodes} {say(words.nodesFit)} {writtenMoment(found.checkpoint.time)}{' '}
            ({say(words.sealNumber)} {found.checkpoint.seal}).
          </p>
        )}
        {state === 'FAILS' && <p>{say(words.failsText)}</p>}
        {state === 'OPEN' && <p>{say(words.openText)}</p>}
        {state === 'ALTERED' && <p>{say(words.alteredText)}</p>}
        {isWaiting && <p>{say(isLong ? words.unsealedLong : words.unsealedText)}</p>}
      </div>
      {problem && !isAltered && <Problem problem={problem} quiet />}
      {!isKeyKnown && seals.asked.problem && (
        <Problem problem={seals.asked.problem} onRetry={seals.asked.refresh} quiet />
      )}
      {found && <ProofSteps found={found} />}
      {found && <p className="hint">{say(own.trim() ? words.keysOwn : words.keysFromHub)}</p>}
      {event.proof !== null && (
        <>
          <button type="button" className="primary" onClick={save}>
            {say(words.download)} <kbd>D</kbd>
          </button>
          <p className="hint">{say(words.downloadHint)}</p>
        </>
      )}
    </section>
  );
}

/** The proof as the verifier of docs/audit.md takes it. Its name says nothing of anybody. */
function saveProof({ id, proof }: WholeEvent): void {
  if (proof !== null) download(`lienthong-proof-${id}.json`, [proof], 'application/json');
}
