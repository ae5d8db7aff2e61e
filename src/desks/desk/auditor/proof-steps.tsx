import type { ReactNode } from 'react';
import { useSpeech } from '../shell/speaking.js';
import type { Verification } from './verify-proof.js';
import { sealedNames, words } from './wording.js';

/** Each step of a verification: what was done, whether it fits, and what came out. */
export function ProofSteps({ found }: { found: Verification }) {
  const { say } = useSpeech();
  const { isReadable, isAsShown, leadsToRoot, signed, checkpoint } = found;
  const isSigned = signed === 'UNCHECKED' ? null : signed === 'GOOD';
  return (
    <ol className="steps">
      <Step holds={isReadable} name={say(words.stepRead)}>
        {isReadable ? (
          <>
            {say(words.stepReadHolds)} {checkpoint?.seal}
          </>
        ) : (
          say(words.stepReadFails)
        )}
      </Step>
      {isReadable && (
        <>
          <Step holds={isAsShown} name={say(words.stepShown)}>
            {isAsShown
              ? say(words.stepShownHolds)
              : `${say(words.stepShownFails)} ${found.differs.map((name) => say(sealedNames[name] ?? words.eventId)).join(', ')}`}
          </Step>
          <Step holds={true} name={say(words.stepLeaf)}>
            SHA-256(0x00 ‖ salt ‖ text) = <Hash text={found.leaf} />
          </Step>
          <Step holds={leadsToRoot} name={say(words.stepPath)}>
            {leadsToRoot ? (
              <>
                {found.nodes} {say(words.stepPathHolds)} <Hash text={found.sealedRoot} />
              </>
            ) : (
              <>
                {say(words.stepPathFails)} {say(words.derived)} <Hash text={found.root ?? '–'} />,{' '}
                {say(words.sealed)} <Hash text={found.sealedRoot} />
              </>
            )}
          </Step>
          <Step holds={isSigned} name={say(words.stepSigned)}>
            {say(words[signed])} {checkpoint?.keyId && <code>{checkpoint.keyId}</code>}
            {checkpoint && <small> · {checkpoint.origin}</small>}
          </Step>
        </>
      )}
    </ol>
  );
}

const marks = { true: '✓', false: '✕', null: '?' } as const;

function Step({ holds, name, children }: { holds: boolean | null; name: string; children: ReactNode }) {
  return (
    <li className={`step step-${holds}`} data-holds={String(holds)}>
      <span className="mark-step" aria-hidden="true">
        {marks[`${holds}`]}
      </span>
      <div>
        <strong>{name}</strong>
        <p>{children}</p>
      </div>
    </li>
  );
}

/** The begin of a hash, enough to compare by eye; the whole of it for who points at it. */
function Hash({ text }: { text: string | null }) {
  return <code title={text ?? ''}>{text && text.length > 16 ? `${text.slice(0, 12)}…` : text}</code>;
}
