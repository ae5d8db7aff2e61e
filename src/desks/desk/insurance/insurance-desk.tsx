import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import { ApplyPart } from './apply-part.js';
import { CausesPart } from './causes-part.js';
import type { PartProps } from './desk-parts.js';
import { ExportPart } from './export-part.js';
import { type InRun, readPlace, writePlace } from './place.js';
import { mutations, type RunList, runsQuery, type Sending, type Sent } from './queries.js';
import { QueuePart } from './queue-part.js';
import { RunPart } from './run-part.js';
import { RunsPart } from './runs-part.js';
import { useUpload } from './use-upload.js';
import { useWork } from './use-work.js';
import { deskName, keyWords, problemsHere, sections, words } from './wording.js';
import './insurance.css';

/** Everything here is for this purpose, and the bar says so. */
const purpose = 'RECONCILIATION';

/** The desk of social insurance: runs of reconciliation, what they found, and what officers make of it. */
export function InsuranceDesk(props: DeskProps) {
  const { say } = useSpeech();
  const session = useMemo(() => ({ ...props.session, purposes: [purpose] }), [props.session]);
  const desk = useDesk({ ...props, session });
  const { asking, isIdle, singleKeys } = desk;
  const { place, go } = useSections(sections);
  const read = useMemo(() => readPlace(place.of), [place.of]);
  const runId = useRunId(read.runId, asking, place.section !== 'runs' && !isIdle);
  const at = useMemo<InRun>(() => ({ ...read, runId }), [read, runId]);
  const latest = useRef(at);
  latest.current = at;
  const goTo = useCallback<PartProps['goTo']>(
    (section, part) => go(section, writePlace({ ...latest.current, ...part })),
    [go],
  );
  // A part that was gone to without its run: the address says which, so that a reload keeps it.
  const isUnnamed = place.section !== 'runs' && read.runId === null && runId !== null;
  useEffect(() => {
    if (isUnnamed) location.replace(`#${place.section}/${runId}`);
  }, [isUnnamed, place.section, runId]);
  const uploading = useUpload(asking);
  const undoing = useRef<(entry: Sending) => void>(() => undefined);
  const onSent = useCallback(
    (entry: Sending) => {
      if (entry.who.what === 'start') goTo('run', { runId: entry.done.id, finding: null });
      undoing.current(entry);
    },
    [goTo],
  );
  // biome-ignore lint/suspicious/noExplicitAny: each mutation answers in its own shape
  const outbox = useOutbox<Sent, any>(asking, onSent);
  const work = useWork(outbox, words.undoReason.vi);
  undoing.current = work.onSent;

  const keys = Object.fromEntries(
    Object.keys(sections).map((id, index) => [`Alt+${index + 1}`, () => goTo(id, { finding: null })]),
  );
  const { setBatch } = work;
  const { forgetSent } = outbox;
  const { forget } = uploading;
  useEffect(() => {
    if (!isIdle) return;
    setBatch([]);
    forgetSent();
    if (uploading.upload?.state === 'DONE') forget();
  }, [isIdle, setBatch, forgetSent, forget, uploading.upload]);

  const part = { asking, outbox, at, goTo, singleKeys, officer: session.officer.id };
  return (
    <DeskFrame
      {...{ desk, keys, keyWords }}
      name={deskName}
      hasUnsent={outbox.unsent.some(({ document }) => document !== mutations.take)}
      problems={problemsHere}
    >
      <Sections names={sections} place={place} />
      {isIdle ? (
        <main className="section">
          <h2>{say(shellWords.clearedTitle)}</h2>
          <p>{say(shellWords.cleared)}</p>
        </main>
      ) : (
        <>
          {place.section === 'runs' && <RunsPart {...part} uploading={uploading} />}
          {place.section === 'run' && <RunPart {...part} />}
          {place.section === 'causes' && <CausesPart {...part} />}
          {place.section === 'queue' && <QueuePart {...part} work={work} />}
          {place.section === 'apply' && <ApplyPart {...part} />}
          {place.section === 'export' && <ExportPart {...part} />}
        </>
      )}
    </DeskFrame>
  );
}

/** The run that the address names; else the one looked at before, else the agency's latest. */
function useRunId(named: string | null, asking: PartProps['asking'], isNeeded: boolean): string | null {
  const [known, setKnown] = useState<string | null>(named);
  useEffect(() => {
    if (named) setKnown(named);
  }, [named]);
  const asked = useAsk<RunList>(asking, isNeeded && named === null && known === null ? runsQuery : null);
  const latest = asked.value?.reconciliationRuns?.nodes[0]?.id ?? null;
  return named ?? known ?? latest;
}
