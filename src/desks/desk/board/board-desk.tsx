import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DeskFrame } from '../shell/desk-frame.js';
import { useSpeech } from '../shell/speaking.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { words as shellWords } from '../shell/wording.js';
import { BoardPart } from './board-part.js';
import { words } from './wording.js';

const keyWords = [['R', shellWords.refresh]] as const;

/** The leaders’ board as a desk of its own: indicators alone, for the purpose of statistics. */
export function BoardDesk(props: DeskProps) {
  const desk = useDesk(props);
  const { say, language } = useSpeech();
  const { isIdle, setPurpose, session } = desk;
  // Stated where everybody sees it; again after a pause, since the desk begins anew then.
  useEffect(() => {
    if (!isIdle && session.purposes.includes('STATISTICS'))
      setPurpose({ purpose: 'STATISTICS', emergencyReason: '' });
  }, [isIdle, setPurpose, session]);
  const refresh = useRef<() => void>(() => undefined);
  const onAsked = useCallback((next: () => void) => {
    refresh.current = next;
  }, []);
  const keys = useMemo(() => ({ r: () => refresh.current(), R: () => refresh.current() }), []);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <DeskFrame desk={desk} name={words.deskName} keys={keys} keyWords={keyWords}>
      <main className="section board-desk">
        <h2 tabIndex={-1} ref={title}>
          {say(words.deskName)}
        </h2>
        <BoardPart key={language} {...{ desk, onAsked }} />
      </main>
    </DeskFrame>
  );
}
