import { useCallback, useEffect, useRef, useState } from 'react';
import { bestText } from '../scan/best-text.js';
import { useScan } from '../scan/use-scan.js';
import { passes } from '../shell/ask-hub.js';
import { DeskFrame } from '../shell/desk-frame.js';
import { useSpeech } from '../shell/speaking.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import { type Claim, completed, type Unfinished, understand } from './claim.js';
import { CompleteClaim } from './complete-claim.js';
import { CoveragePanel } from './coverage-panel.js';
import { FacilityChoice } from './facility-choice.js';
import { DayFigures } from './figures.js';
import { IdentityPanel } from './identity-panel.js';
import { type Patient, recordVisit, type Sending, type Visit } from './queries.js';
import { ScanBox } from './scan-box.js';
import { Slip } from './slip.js';
import { useDay } from './use-day.js';
import { type Look, useLook } from './use-look.js';
import { VisitBar } from './visit-bar.js';
import { VisitCard } from './visit-card.js';
import { PendingList, TodayList } from './visit-lists.js';
import { keyWords, kindNames, problemsHere, unreadableAny, unreadableWords, words } from './wording.js';

/** The reception of a hospital: one box, one answer, one visit; beside them the day. */
export function HospitalDesk(props: DeskProps) {
  const { say, language } = useSpeech();
  const desk = useDesk(props);
  const { here, session, asking, purpose, isIdle, sheet } = desk;
  const [care, setCare] = useState('OUTPATIENT');
  const [paper, setPaper] = useState('');
  const [facility, setFacility] = useState(session.agency.units[0] ?? '');
  const [unfinished, setUnfinished] = useState<Unfinished | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [recordedAs, setRecordedAs] = useState<string | null>(null);
  const [opened, setOpened] = useState<Visit | null>(null);
  const [remembered, setRemembered] = useState<ReadonlyMap<string, Patient>>(new Map());
  const [tookMs, setTookMs] = useState<readonly number[]>([]);
  const { look, start, stop, clear } = useLook(asking, facility);
  const { day, withNames, showNames, refresh, put } = useDay(asking, isIdle);
  const onSent = useCallback(
    ({ done: visit, who }: Sending) => {
      if (!visit) return;
      setRemembered((known) => new Map(known).set(visit.id, who));
      put(visit);
    },
    [put],
  );
  const outbox = useOutbox<Patient, Visit>(asking, onSent);
  const entry = outbox.entries.find(({ key }) => key === recordedAs) ?? null;

  const box = useRef<HTMLInputElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const queueTitle = useRef<HTMLHeadingElement>(null);
  const todayTitle = useRef<HTMLHeadingElement>(null);
  const figuresTitle = useRef<HTMLHeadingElement>(null);

  const clearAll = useCallback(() => {
    clear();
    setUnfinished(null);
    setUnreadable(null);
    setRecordedAs(null);
    setOpened(null);
    setPaper('');
    setCare('OUTPATIENT');
  }, [clear]);

  const ask = useCallback(
    (claim: Claim) => {
      clearAll();
      void start(claim, 'OUTPATIENT');
    },
    [clearAll, start],
  );

  const onEntry = useCallback(
    (forms: readonly string[], from: Claim['from']) => {
      const at = performance.now();
      const { text, reading } = bestText(forms);
      const understood = understand(text, reading, from, at);
      if ('claim' in understood) return ask(understood.claim);
      clearAll();
      if ('unfinished' in understood) setUnfinished(understood.unfinished);
      else {
        setUnreadable(understood.unreadable);
        box.current?.focus();
      }
    },
    [ask, clearAll],
  );
  useScan(box, (text) => {
    sheet.close();
    box.current?.focus();
    onEntry([text], 'SCAN');
  });

  const canRecord = !look || recordedAs ? 'NO' : recordable(look);
  const record = useCallback(() => {
    if (!look || canRecord === 'NO') return;
    const person = look.identity?.resident ?? null;
    const { input, reading } = look.claim;
    const at = new Date(Date.now() + here.aheadMs).toISOString();
    const key = outbox.add(
      recordVisit,
      {
        ...{ moment: 'ARRIVAL', at, facility, care, claim: input },
        ...(paper && { circumstances: { bases: [paper] } }),
      },
      {
        fullName: person?.fullName ?? reading.fullName ?? null,
        number: person?.personalId ?? reading.personalId ?? null,
      },
    );
    setRecordedAs(key);
  }, [look, canRecord, outbox.add, facility, care, paper, here]);

  const print = useCallback(() => window.print(), []);
  const stepBack = useCallback(() => {
    if (look?.phase === 'WAITING' && look.identity) stop();
    else {
      clearAll();
      box.current?.focus();
    }
  }, [look, stop, clearAll]);

  const keys = {
    '/': () => box.current?.focus(),
    F2: record,
    Escape: stepBack,
    'Alt+1': () => box.current?.focus(),
    'Alt+2': () => answer.current?.focus(),
    'Alt+3': () => queueTitle.current?.focus(),
    'Alt+4': () => todayTitle.current?.focus(),
    'Alt+5': () => figuresTitle.current?.focus(),
  };

  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (look?.tookMs) setTookMs((all) => [...all, look.tookMs!].slice(-500));
  }, [look?.tookMs]);

  // Nobody is here: whoever passes by sees nobody.
  const { forgetSent } = outbox;
  useEffect(() => {
    if (!isIdle) return;
    clearAll();
    forgetSent();
    setRemembered(new Map());
    showNames(false);
  }, [isIdle, clearAll, forgetSent, showNames]);
  const slipOf = opened ?? entry?.done ?? null;
  const slipWho = opened
    ? (remembered.get(opened.id) ??
      (opened.resident ? { fullName: opened.resident.fullName, number: opened.resident.personalId } : null))
    : (entry?.who ?? null);
  const repairs = look?.claim.reading.repairs ?? [];
  const wasMended = repairs.some((repair) => /NAME_|ADDRESS_MANGLED|SEX_MANGLED/.test(repair));

  return (
    <>
      <DeskFrame
        {...{ desk, keys, keyWords }}
        name={words.deskName}
        hasUnsent={outbox.unsent.length > 0}
        problems={problemsHere}
        choices={
          <FacilityChoice facilities={session.agency.units} facility={facility} onFacility={setFacility} />
        }
      >
        <main className="counter">
          <div className="work">
            <ScanBox boxRef={box} onEntry={(forms) => onEntry(forms, 'TYPED')} />
            <div className="answer" tabIndex={-1} ref={answer}>
              {unreadable && (
                <div className="problem" role="alert">
                  <strong>{say(unreadableWords[unreadable] ?? unreadableAny)}</strong>
                  <p>{say(words.unreadableDo)}</p>
                </div>
              )}
              {unfinished && (
                <CompleteClaim
                  key={unfinished.reading.personalId ?? unfinished.reading.insuranceNumber ?? ''}
                  unfinished={unfinished}
                  onComplete={(stated) => ask(completed(unfinished, stated, performance.now()))}
                />
              )}
              {opened && (
                <VisitCard
                  visit={opened}
                  who={remembered.get(opened.id) ?? null}
                  onPrint={print}
                  onClose={stepBack}
                />
              )}
              {look && (
                <>
                  <p className="recognised" role="status">
                    {say(words.recognised)}:{' '}
                    <strong>{say(kindNames[look.claim.reading.kind] ?? unreadableAny)}</strong>
                    {look.tookMs !== null && (
                      <span data-took-ms={Math.round(look.tookMs)}>
                        {' '}
                        · {say(words.tookTime)}{' '}
                        {(look.tookMs / 1_000).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
                          maximumFractionDigits: 2,
                        })}{' '}
                        s
                      </span>
                    )}
                    {wasMended && <span className="mended">{say(words.inputMethod)}</span>}
                  </p>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
                  <section className="branches" aria-label={say(words.answer)} tabIndex={0}>
                    <IdentityPanel
                      look={look}
                      isRecorded={entry !== null}
                      onStop={stop}
                      onRetry={() => void start(look.claim, care)}
                    />
                    <CoveragePanel
                      look={look}
                      facility={facility}
                      isRecorded={entry !== null}
                      onStop={stop}
                      onRetry={() => void start(look.claim, care)}
                    />
                  </section>
                  <VisitBar
                    {...{ care, paper, canRecord, entry }}
                    onCare={setCare}
                    onPaper={setPaper}
                    onRecord={record}
                    onPrint={print}
                    onClear={clearAll}
                  />
                </>
              )}
              {!look && !unfinished && !unreadable && !opened && (
                <div className="ready">
                  <h2>{say(isIdle ? shellWords.clearedTitle : words.ready)}</h2>
                  <p>{say(isIdle ? words.cleared : words.readyText)}</p>
                </div>
              )}
            </div>
          </div>
          <div className="side">
            <PendingList
              list={day.pending}
              unsent={
                isIdle
                  ? outbox.unsent.map((one) => ({ ...one, who: { fullName: null, number: null } }))
                  : outbox.unsent
              }
              remembered={remembered}
              titleRef={queueTitle}
              onOpen={(visit) => {
                clearAll();
                setOpened(visit);
              }}
            />
            <TodayList
              list={day.today}
              {...{ remembered, withNames }}
              titleRef={todayTitle}
              onNames={showNames}
              onRefresh={refresh}
              onOpen={(visit) => {
                clearAll();
                setOpened(visit);
              }}
            />
            <DayFigures figures={day.figures} tookMs={tookMs} titleRef={figuresTitle} />
          </div>
        </main>
      </DeskFrame>
      {slipOf && (
        <Slip
          visit={slipOf}
          who={slipWho}
          session={session}
          purpose={opened ? null : purpose}
          sampleData={here.sampleData}
        />
      )}
    </>
  );
}

/** A visit is recorded of who matched; where the answer is missing, as pending; of who does not match, never. */
function recordable({ phase, identity, hasCoverage, problem }: Look): 'NO' | 'YES' | 'PENDING' {
  if (phase === 'WAITING') return 'NO';
  if (identity && identity.outcome !== 'MATCHED') return 'NO';
  const isRefused = problem && (!passes(problem) || /UNAUTHENTICATED|RATE_LIMITED/.test(problem.code));
  if (isRefused) return 'NO';
  return identity && hasCoverage ? 'YES' : 'PENDING';
}
