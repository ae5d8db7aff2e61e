import { useCallback, useEffect, useRef, useState } from 'react';
import { CameraDialog } from '../camera/camera-dialog.js';
import { useScan } from '../scan/use-scan.js';
import { DeskFrame } from '../shell/desk-frame.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { Answer } from './answer.js';
import type { Claim } from './claim.js';
import { DaySide } from './day-side.js';
import { FacilityChoice } from './facility-choice.js';
import type { Visit } from './queries.js';
import { ScanBox } from './scan-box.js';
import { Slip } from './slip.js';
import { mayGoOn, patientOf } from './standing.js';
import { useDay, visitNow } from './use-day.js';
import { useRecording } from './use-recording.js';
import { useShown } from './use-shown.js';
import { keyWords, problemsHere, words } from './wording.js';

/** The reception of a hospital: one box, one answer, one visit; beside them the day. */
export function HospitalDesk(props: DeskProps) {
  const desk = useDesk(props);
  const { here, session, asking, purpose, isIdle, sheet } = desk;
  const [facility, setFacility] = useState(session.agency.units[0] ?? '');
  const [tookMs, setTookMs] = useState<readonly number[]>([]);
  const [isFilming, setFilming] = useState(false);
  const shown = useShown(asking, facility);
  const today = useDay(asking, isIdle);
  const { look, beside, stop, clear, enter, open, renew } = shown;
  const { put, showNames } = today;
  const onVisit = useCallback(
    (visit: Visit) => {
      put(visit);
      renew(visit);
    },
    [put, renew],
  );
  const kept = useRecording(desk, facility, onVisit);
  const latest = (visit: Visit) => visitNow(visit, today.day);
  const done = kept.entry?.done;
  const entry = done ? { ...kept.entry!, done: latest(done) } : kept.entry;
  const recording = { ...kept, entry };
  const { begin, forget, arrive, goOn } = recording;

  const box = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const titles = { pending: useTitle(), today: useTitle(), figures: useTitle() };

  const clearAll = useCallback(() => {
    clear();
    begin();
  }, [clear, begin]);
  const onClear = useCallback(() => {
    clearAll();
    box.current?.focus();
  }, [clearAll]);
  const onEntry = useCallback(
    (forms: readonly string[], from: Claim['from']) => {
      begin();
      if (!enter(forms, from)) box.current?.focus();
    },
    [begin, enter],
  );
  /** A whole code came, by whatever way: the box is where the next one goes. */
  const onCode = useCallback(
    (text: string) => {
      sheet.close();
      setFilming(false);
      box.current?.focus();
      onEntry([text], 'SCAN');
    },
    [sheet, onEntry],
  );
  useScan(box, onCode);
  const film = useCallback(() => {
    // What has the focus now has it again when the camera is closed.
    box.current?.focus();
    setFilming(true);
  }, []);
  const endFilming = useCallback(() => setFilming(false), []);

  const print = useCallback(() => window.print(), []);
  const stepBack = useCallback(() => {
    if (look?.phase === 'WAITING' && look.identity) stop();
    else onClear();
  }, [look, stop, onClear]);
  const opened = beside?.is === 'OPENED' ? latest(beside.visit) : null;
  const slipOf = opened ?? entry?.done ?? null;

  const keys = {
    '/': () => box.current?.focus(),
    F2: () => look && arrive(look),
    F4: film,
    F8: () => opened && mayGoOn(opened) && goOn(opened, { moment: 'DISCHARGE' }),
    Escape: stepBack,
    'Alt+1': () => box.current?.focus(),
    'Alt+2': () => answer.current?.focus(),
    'Alt+3': () => titles.pending.current?.focus(),
    'Alt+4': () => titles.today.current?.focus(),
    'Alt+5': () => titles.figures.current?.focus(),
  };

  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (look?.tookMs) setTookMs((all) => [...all, look.tookMs!].slice(-500));
  }, [look?.tookMs]);
  // Nobody is here: whoever passes by sees nobody.
  useEffect(() => {
    if (!isIdle) return;
    clearAll();
    forget();
    showNames(false);
    setFilming(false);
  }, [isIdle, clearAll, forget, showNames]);

  return (
    <>
      <DeskFrame
        {...{ desk, keys, keyWords }}
        name={words.deskName}
        hasUnsent={recording.unsent.length > 0}
        problems={problemsHere}
        choices={
          <FacilityChoice facilities={session.agency.units} facility={facility} onFacility={setFacility} />
        }
      >
        <main className="counter">
          <div className="work">
            <ScanBox boxRef={box} onEntry={(forms) => onEntry(forms, 'TYPED')} onCamera={film} />
            <Answer
              placeRef={answer}
              {...{ shown, opened, recording, facility, isIdle }}
              {...{ onClear, onPrint: print }}
            />
          </div>
          <DaySide
            {...{ today, recording, isIdle, tookMs, titles }}
            onOpen={(visit) => {
              begin();
              open(visit);
            }}
          />
        </main>
        {isFilming && <CameraDialog onCode={onCode} onClose={endFilming} />}
      </DeskFrame>
      {slipOf && (
        <Slip
          visit={slipOf}
          who={opened ? patientOf(opened, recording.remembered) : (entry?.who ?? null)}
          session={session}
          purpose={opened ? null : purpose}
          sampleData={here.sampleData}
        />
      )}
    </>
  );
}

const useTitle = () => useRef<HTMLHeadingElement>(null);
