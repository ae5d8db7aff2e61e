import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Asking, Purpose } from './ask-hub.js';
import { type Here, type Session, signOut, whoIsHere } from './session.js';
import { useSpeech } from './speaking.js';
import { useIdle } from './use-idle.js';
import { words } from './wording.js';

/** What every desk is given. */
export interface DeskProps {
  here: Here;
  session: Session;
  /** The session is another one of the same person, or over. */
  onHere: (here: Here) => void;
  onOver: () => void;
}

/** What every desk stands on: who asks and for what, and whether anybody is there. */
export interface Desk extends DeskProps {
  asking: Asking;
  purpose: Purpose;
  setPurpose: (purpose: Purpose) => void;
  /** Nobody has touched the page for a while: it shows nobody's data. */
  isIdle: boolean;
  /** The hub said of a request that the session is over. */
  isTold: boolean;
  sheet: { isOpen: boolean; open(): void; close(): void };
  singleKeys: boolean;
  setSingleKeys: (on: boolean) => void;
}

export function useDesk(props: DeskProps): Desk {
  const { session } = props;
  const { language } = useSpeech();
  const first = useMemo<Purpose>(
    () => ({ purpose: session.purposes[0] ?? '', emergencyReason: '' }),
    [session],
  );
  const [purpose, setPurpose] = useState(first);
  const [toldOf, setToldOf] = useState<string | null>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useState(true);
  const isIdle = useIdle(session.clearMs);
  const onEnded = useCallback(() => setToldOf(session.tag), [session]);
  const asking = useMemo<Asking>(
    () => ({ session, language, purpose, onEnded }),
    [session, language, purpose, onEnded],
  );
  const sheet = useMemo(
    () => ({ isOpen: isSheetOpen, open: () => setSheetOpen(true), close: () => setSheetOpen(false) }),
    [isSheetOpen],
  );
  // Nobody is here: the next to come states anew what for.
  useEffect(() => {
    if (isIdle) setPurpose(first);
  }, [isIdle, first]);
  const isTold = toldOf === session.tag;
  return { ...props, asking, purpose, setPurpose, isIdle, isTold, sheet, singleKeys, setSingleKeys };
}

const askAgainMs = 3_000;

/**
 * How a desk ends: by sign-out, after the idle time, or since the hub says so. It is asked first, since a lost connection is
 * no end; and while something is still to be sent the page stays, for the same officer to sign in again beside it.
 */
export function useEnding(desk: Desk, hasUnsent: boolean) {
  const { session, isTold, onHere, onOver } = desk;
  const { say } = useSpeech();
  const isOver = useIdle(session.idleMs + 1_000);
  const [mustSignIn, setMustSignIn] = useState(false);
  const isAsked = isTold || isOver || mustSignIn;
  useEffect(() => {
    if (!isAsked) return;
    const look = () =>
      whoIsHere().then(
        (now) => {
          if (now.session?.tag === session.tag) return;
          // What waits here is his: nobody else sends it in his own name.
          if (now.session?.holder === session.holder) {
            setMustSignIn(false);
            onHere(now);
          } else if (hasUnsent) setMustSignIn(true);
          else onOver();
        },
        () => undefined,
      );
    void look();
    const timer = setInterval(look, askAgainMs);
    return () => clearInterval(timer);
  }, [isAsked, session, hasUnsent, onHere, onOver]);

  const leave = useCallback(async () => {
    if (hasUnsent && !window.confirm(say(words.leaveAnyway))) return;
    try {
      const onward = await signOut(session);
      if (onward) location.assign(onward);
      else onOver();
    } catch {
      // NOTE: who is told that he left goes away; so only the hub's word is taken for it.
      const now = await whoIsHere().catch(() => null);
      if (now && now.session?.tag !== session.tag) onOver();
      else window.alert(say(words.notLeft));
    }
  }, [session, onOver, hasUnsent, say]);
  return { mustSignIn, leave };
}
