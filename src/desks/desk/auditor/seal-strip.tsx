import type { Language } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenMoment, writtenNumber, writtenTime } from '../shell/written.js';
import type { Seals } from './use-seals.js';
import { contradicts } from './verify-seals.js';
import { words } from './wording.js';

/** How the record is sealed, in one line above every part: the last seal, what waits, the chain, what is kept elsewhere. */
export function SealStrip({ seals }: { seals: Seals }) {
  const { say, language } = useSpeech();
  const { asked, judged } = seals;
  const given = asked.value?.auditSealing ?? null;
  const newest = judged?.seals[0] ?? null;
  if (!given || !judged)
    return (
      <p className="seal-strip" role="status">
        {say(words.lastSeal)}: {asked.problem ? say(shellWords.notRefreshed) : say(shellWords.waiting)}{' '}
        {asked.problem && (
          <button type="button" className="quiet" onClick={asked.refresh}>
            {say(shellWords.retry)}
          </button>
        )}
      </p>
    );
  const { verdict, firstWrong, unreadable } = judged;
  // What contradicts it from outside is said beside it.
  const chain = verdict === 'FAILS' && !firstWrong && unreadable === 0 ? 'HOLDS' : verdict;
  const { state, checkpoint } = judged.outside;
  return (
    <dl className={`seal-strip is-${judged.verdict.toLowerCase()}`} data-chain={judged.verdict}>
      <div>
        <dt>{say(words.lastSeal)}</dt>
        <dd>{newest ? `${newest.seal} · ${writtenMoment(newest.time)}` : say(words.chainNONE)}</dd>
      </div>
      <div>
        <dt>{say(words.lag)}</dt>
        <dd>{lagOf(given.waitingSeconds, say(words.noLag), language)}</dd>
      </div>
      <div>
        <dt>{say(words.chain)}</dt>
        <dd className={`fits-${chain.toLowerCase()}`}>
          {(chain === 'HOLDS' || chain === 'OPEN') && judged.seals.length} {say(words[`chain${chain}`])}
          {chain === 'FAILS' && ` ${judged.firstWrong?.seal ?? ''}`}
        </dd>
      </div>
      <div>
        <dt>{say(words.anchor)}</dt>
        <dd className={contradicts(judged.outside) ? 'fits-fails' : ''}>
          {checkpoint && `${checkpoint.seal} · `}
          {say(words[`anchor${state}`])}
        </dd>
      </div>
      <div className="as-of">
        <dt>{say(words.asOf)}</dt>
        <dd>{asked.at !== null && writtenTime(asked.at)}</dd>
      </div>
    </dl>
  );
}

function lagOf(seconds: number | null, none: string, language: Language): string {
  if (!seconds) return none;
  const digits = { maximumFractionDigits: 1, minimumFractionDigits: 1 };
  return `${writtenNumber(seconds, language, digits)} s`;
}
