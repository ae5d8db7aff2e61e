import type { RefObject } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenNumber } from '../shell/written.js';
import { completed } from './claim.js';
import { CompleteClaim } from './complete-claim.js';
import { CoveragePanel } from './coverage-panel.js';
import { IdentityPanel } from './identity-panel.js';
import { MadeUpFor } from './made-up-for.js';
import type { Visit } from './queries.js';
import { hindrance, recordable } from './recordable.js';
import { madeUpFor } from './standing.js';
import type { Look } from './use-look.js';
import type { Recording } from './use-recording.js';
import type { Shown } from './use-shown.js';
import { VisitBar } from './visit-bar.js';
import { VisitCard } from './visit-card.js';
import { kindNames, unreadableAny, unreadableWords, words } from './wording.js';

type AnswerProps = {
  placeRef: RefObject<HTMLDivElement | null>;
  shown: Shown;
  /** The visit that is opened again, as it is now. */
  opened: Visit | null;
  recording: Recording;
  facility: string;
  isIdle: boolean;
  onClear: () => void;
  onPrint: () => void;
};

/** Where the desk answers: about a person, an entry that tells nobody yet, a visit opened again; or that it is ready. */
export function Answer(props: AnswerProps) {
  const { say } = useSpeech();
  const { placeRef, shown, opened, recording, facility, isIdle, onClear, onPrint } = props;
  const { look, beside } = shown;
  return (
    <div className="answer" tabIndex={-1} ref={placeRef}>
      {beside?.is === 'UNREADABLE' && (
        <div className="problem" role="alert">
          <strong>{say(unreadableWords[beside.problem] ?? unreadableAny)}</strong>
          <p>{say(words.unreadableDo)}</p>
        </div>
      )}
      {beside?.is === 'UNFINISHED' && (
        <CompleteClaim
          key={beside.unfinished.reading.personalId ?? beside.unfinished.reading.insuranceNumber ?? ''}
          unfinished={beside.unfinished}
          onComplete={(stated) => shown.ask(completed(beside.unfinished, stated, performance.now()))}
        />
      )}
      {opened && <VisitCard key={opened.id} visit={opened} {...{ recording, onPrint }} onClose={onClear} />}
      {look && <LookedAt {...{ look, shown, recording, facility, onPrint }} onClear={onClear} />}
      {!look && !beside && (
        <div className="ready">
          <h2>{say(isIdle ? shellWords.clearedTitle : words.ready)}</h2>
          <p>{say(isIdle ? words.cleared : words.readyText)}</p>
        </div>
      )}
    </div>
  );
}

type LookedAtProps = Omit<AnswerProps, 'placeRef' | 'opened' | 'isIdle'> & { look: Look };

function LookedAt({ look, shown, recording, facility, onClear, onPrint }: LookedAtProps) {
  const { say } = useSpeech();
  const { care, setCare, paper, setPaper, entry, arrive } = recording;
  const isMadeUp = entry?.done ? madeUpFor(entry.done) : false;
  const branch = {
    ...{ look, isMadeUp, isRecorded: entry !== null, onStop: shown.stop },
    onRetry: () => void shown.start(look.claim, care),
  };
  return (
    <>
      <Recognised look={look} />
      {isMadeUp && <MadeUpFor visit={entry!.done!} onLook={branch.onRetry} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="branches" aria-label={say(words.answer)} tabIndex={0}>
        <IdentityPanel {...branch} />
        <CoveragePanel {...branch} facility={facility} />
      </section>
      <VisitBar
        {...{ care, paper, entry, onPrint, onClear }}
        canRecord={entry ? 'NO' : recordable(look)}
        hindrance={entry ? null : hindrance(look)}
        onCare={setCare}
        onPaper={setPaper}
        onRecord={() => arrive(look)}
      />
    </>
  );
}

/** What was read off the card, how long the answer took, and whether an input method was in the way. */
function Recognised({ look }: { look: Look }) {
  const { say, language } = useSpeech();
  const repairs = look.claim.reading.repairs ?? [];
  const wasMended = repairs.some((repair) => /NAME_|ADDRESS_MANGLED|SEX_MANGLED/.test(repair));
  return (
    <p className="recognised" role="status">
      {say(words.recognised)}: <strong>{say(kindNames[look.claim.reading.kind] ?? unreadableAny)}</strong>
      {look.tookMs !== null && (
        <span data-took-ms={Math.round(look.tookMs)}>
          {' '}
          · {say(words.tookTime)}{' '}
          {writtenNumber(look.tookMs / 1_000, language, {
            maximumFractionDigits: 2,
          })}{' '}
          s
        </span>
      )}
      {wasMended && <span className="mended">{say(words.inputMethod)}</span>}
    </p>
  );
}
