import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { EventFacts } from './event-facts.js';
import { OpenEvent } from './open-event.js';
import { ProofPanel } from './proof-panel.js';
import { oneEvent, type WholeEvent } from './queries.js';
import type { Seals } from './use-seals.js';
import { words } from './wording.js';

type EventPartProps = {
  asking: Asking;
  seals: Seals;
  id: string | null;
  onRefresh: (does: () => void) => void;
  onDownload: (does: () => void) => void;
  go: (section: string, of?: string | null) => void;
};

const againMs = 2_000;
/** How often a seal is waited for: a minute. */
const mostAsks = 30;

/** One look: who, what for, what was released of whom; beside it its proof, derived anew as soon as it is there. */
export function EventPart({ asking, seals, id, onRefresh, onDownload, go }: EventPartProps) {
  const { say } = useSpeech();
  /** Answers without a seal so far; 0 once it is there. */
  const [unsealed, setUnsealed] = useState(0);
  const asked = useAsk<{ auditEvent: WholeEvent | null }>(
    asking,
    id ? oneEvent : null,
    { id },
    unsealed > 0 && unsealed < mostAsks ? againMs : null,
  );
  const { refresh, partly } = asked;
  // The hub makes no proof of what is not as it was sealed; the event itself it still shows.
  const ofProof = partly.find(({ path }) => path.at(-1) === 'proof') ?? null;
  const event = asked.value?.auditEvent ?? null;
  useEffect(() => {
    const isUnsealed = event !== null && event.proof === null && !ofProof;
    setUnsealed((many) => (isUnsealed ? many + 1 : 0));
  }, [event, ofProof]);
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  const title = useRef<HTMLHeadingElement>(null);
  const isThere = event !== null;
  useEffect(() => {
    if (isThere) title.current?.focus();
  }, [isThere]);

  if (!id) return <OpenEvent onOpen={(next) => go('event', next)} />;
  return (
    <Answered asked={{ ...asked, partly: partly.filter((one) => one !== ofProof) }} waiting={words.waiting}>
      {() =>
        event ? (
          <div className="event-part">
            <EventFacts event={event} titleRef={title} onBack={() => go('search')} />
            <ProofPanel {...{ event, seals, onDownload }} problem={ofProof} isLong={unsealed >= mostAsks} />
          </div>
        ) : (
          <>
            <p className="notice" role="alert">
              {say(words.noEvent)}
            </p>
            <OpenEvent onOpen={(next) => go('event', next)} />
          </>
        )
      }
    </Answered>
  );
}
