import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { bestText } from '../scan/best-text.js';
import { useScan } from '../scan/use-scan.js';
import { type Asking, type Purpose, passes } from '../shell/ask-hub.js';
import { KeysSheet } from '../shell/keys-sheet.js';
import { type Here, type Session, signOut, whoIsHere } from '../shell/session.js';
import { useSpeech } from '../shell/speaking.js';
import { TopBar } from '../shell/top-bar.js';
import { useIdle } from '../shell/use-idle.js';
import { useKeys } from '../shell/use-keys.js';
import { words as shellWords } from '../shell/wording.js';
import { type Claim, completed, type Unfinished, understand } from './claim.js';
import { CompleteClaim } from './complete-claim.js';
import { CoveragePanel } from './coverage-panel.js';
import { DayFigures } from './figures.js';
import { IdentityPanel } from './identity-panel.js';
import type { Visit } from './queries.js';
import { ScanBox } from './scan-box.js';
import { Slip } from './slip.js';
import { useDay } from './use-day.js';
import { type Look, useLook } from './use-look.js';
import { type Entry, useOutbox } from './use-outbox.js';
import { VisitBar } from './visit-bar.js';
import { VisitCard } from './visit-card.js';
import { PendingList, TodayList } from './visit-lists.js';
import { keyWords, kindNames, unreadableAny, unreadableWords, words } from './wording.js';

type HospitalDeskProps = {
  here: Here;
  session: Session;
  /** The session is another one of the same officer, or over. */
  onHere: (here: Here) => void;
  onOver: () => void;
};

/** The reception of a hospital: one box, one answer, one visit; beside them the day. */
export function HospitalDesk({ here, session, onHere, onOver }: HospitalDeskProps) {
  const { say, language } = useSpeech();
  const [purpose, setPurpose] = useState<Purpose>({
    purpose: session.purposes[0] ?? 'TREATMENT',
    emergencyReason: '',
  });
  const [care, setCare] = useState('OUTPATIENT');
  const [paper, setPaper] = useState('');
  const [facility, setFacility] = useState(session.agency.units[0] ?? '');
  const [unfinished, setUnfinished] = useState<Unfinished | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [recordedAs, setRecordedAs] = useState<string | null>(null);
  const [opened, setOpened] = useState<Visit | null>(null);
  const [remembered, setRemembered] = useState<ReadonlyMap<string, Entry['who']>>(new Map());
  const [tookMs, setTookMs] = useState<readonly number[]>([]);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useState(true);
  const isIdle = useIdle(session.clearMs);

  const asking = useMemo<Asking>(() => ({ session, language, purpose }), [session, language, purpose]);
  const { look, start, stop, clear } = useLook(asking, facility);
  const { day, withNames, showNames, refresh, put } = useDay(asking, isIdle);
  const onSent = useCallback(
    ({ visit, who }: Entry) => {
      if (!visit) return;
      setRemembered((known) => new Map(known).set(visit.id, who));
      put(visit);
    },
    [put],
  );
  const outbox = useOutbox(asking, here.aheadMs, onSent);
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
    setSheetOpen(false);
    box.current?.focus();
    onEntry([text], 'SCAN');
  });

  const canRecord = !look || recordedAs ? 'NO' : recordable(look);
  const record = useCallback(() => {
    if (!look || canRecord === 'NO') return;
    const person = look.identity?.resident ?? null;
    const { input, reading } = look.claim;
    const key = outbox.add(
      {
        ...{ moment: 'ARRIVAL', facility, care, claim: input },
        ...(paper && { circumstances: { bases: [paper] } }),
      },
      {
        fullName: person?.fullName ?? reading.fullName ?? null,
        number: person?.personalId ?? reading.personalId ?? null,
      },
    );
    setRecordedAs(key);
  }, [look, canRecord, outbox.add, facility, care, paper]);

  const print = useCallback(() => window.print(), []);
  const stepBack = useCallback(() => {
    if (look?.phase === 'WAITING' && look.identity) stop();
    else {
      clearAll();
      box.current?.focus();
    }
  }, [look, stop, clearAll]);

  useKeys(
    {
      '/': () => box.current?.focus(),
      '?': () => setSheetOpen(true),
      F2: record,
      Escape: stepBack,
      'Alt+1': () => box.current?.focus(),
      'Alt+2': () => answer.current?.focus(),
      'Alt+3': () => queueTitle.current?.focus(),
      'Alt+4': () => todayTitle.current?.focus(),
      'Alt+5': () => figuresTitle.current?.focus(),
    },
    singleKeys,
  );

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
    setPurpose({ purpose: session.purposes[0] ?? 'TREATMENT', emergencyReason: '' });
  }, [isIdle, clearAll, forgetSent, showNames, session]);
  const isOver = useIdle(session.idleMs + 1_000);
  // The hub says that the session is over: it is asked once, since a lost connection is no end.
  const told = look?.problem?.code ?? entry?.problem?.code;
  const hasUnsent = outbox.unsent.length > 0;
  const [mustSignIn, setMustSignIn] = useState(false);
  const isTold = told === 'UNAUTHENTICATED' || isOver;
  useEffect(() => {
    if (!isTold && !mustSignIn) return;
    const look = () =>
      whoIsHere().then(
        (now) => {
          const { agency, officer, tag } = now.session ?? {};
          if (tag === session.tag) return;
          // What waits here is his: nobody else sends it in his own name.
          const isHe = agency?.code === session.agency.code && officer?.id === session.officer.id;
          if (isHe) {
            setMustSignIn(false);
            onHere(now);
          } else if (hasUnsent) setMustSignIn(true);
          else onOver();
        },
        () => undefined,
      );
    void look();
    const timer = mustSignIn ? setInterval(look, 3_000) : undefined;
    return () => clearInterval(timer);
  }, [isTold, mustSignIn, session, hasUnsent, onHere, onOver]);

  const leave = useCallback(async () => {
    if (hasUnsent && !window.confirm(say(shellWords.leaveAnyway))) return;
    try {
      const onward = await signOut(session);
      if (onward) location.assign(onward);
      else onOver();
    } catch {
      onOver();
    }
  }, [session, onOver, hasUnsent, say]);

  const slipOf = opened ?? entry?.visit ?? null;
  const slipWho = opened
    ? (remembered.get(opened.id) ??
      (opened.resident ? { fullName: opened.resident.fullName, number: opened.resident.personalId } : null))
    : (entry?.who ?? null);
  const repairs = look?.claim.reading.repairs ?? [];
  const wasMended = repairs.some((repair) => /NAME_|ADDRESS_MANGLED|SEX_MANGLED/.test(repair));

  return (
    <>
      <div className="desk">
        <TopBar
          session={session}
          sampleData={here.sampleData}
          purpose={purpose}
          onPurpose={setPurpose}
          facility={facility}
          onFacility={setFacility}
          onKeys={() => setSheetOpen(true)}
          onSignOut={() => void leave()}
        />
        <main>
          <div className="work">
            <ScanBox boxRef={box} onEntry={(forms) => onEntry(forms, 'TYPED')} />
            <div className="answer" tabIndex={-1} ref={answer}>
              {mustSignIn && (
                <p className="notice" role="alert">
                  {say(shellWords.leaveUnsent)}{' '}
                  <a href={`/desk/sign-in?language=${language}`} target="_blank" rel="noreferrer">
                    {say(shellWords.signIn)}
                  </a>
                </p>
              )}
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
                  <p>{say(isIdle ? shellWords.cleared : words.readyText)}</p>
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
        <KeysSheet
          keys={keyWords}
          isOpen={isSheetOpen}
          onClose={() => setSheetOpen(false)}
          singleKeys={singleKeys}
          onSingleKeys={setSingleKeys}
        />
      </div>
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
