import type { RefObject } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { masked, writtenTime } from '../shell/written.js';
import { Columns } from './columns.js';
import type { Patient, Sending, Visit } from './queries.js';
import { standingArrival } from './standing.js';
import type { Visits } from './use-day.js';
import { entitlementNames, pendingReasons, visitStates, words } from './wording.js';

/** Whom a visit is about, as far as this page still remembers. */
type Remembered = ReadonlyMap<string, Patient>;

type PendingListProps = {
  list: Visits;
  unsent: Sending[];
  remembered: Remembered;
  titleRef: RefObject<HTMLHeadingElement | null>;
  onOpen: (visit: Visit) => void;
};

/** What this desk and its neighbours still owe a look, longest first; what has not even been sent stands on top. */
export function PendingList({ list, unsent, remembered, titleRef, onOpen }: PendingListProps) {
  const { say } = useSpeech();
  const nodes = list.value?.nodes ?? [];
  return (
    <section className="panel list" aria-labelledby="queue-title">
      <header className="panel-head">
        <h2 id="queue-title" tabIndex={-1} ref={titleRef}>
          {say(words.queue)} <span className="count">{(list.value?.total ?? 0) + unsent.length}</span>
        </h2>
        <Age list={list} />
      </header>
      {unsent.length === 0 && nodes.length === 0 ? (
        <p className="empty">{list.value ? say(words.queueEmpty) : say(shellWords.waiting)}</p>
      ) : (
        <div className="rows">
          <table>
            <Columns names={[words.since, words.patient, words.because]} />
            <tbody>
              {unsent.map((entry) => (
                <tr key={entry.key} className="unsent">
                  <td className="number">{writtenTime(entry.madeAt)}</td>
                  <td lang="vi">{entry.who.fullName ?? '·'}</td>
                  <td>{say(words.sendingFirst)}…</td>
                </tr>
              ))}
              {nodes.map((visit) => {
                const arrival = standingArrival(visit);
                const reason = pendingReasons[arrival?.pendingBecause ?? ''];
                return (
                  <tr key={visit.id}>
                    <td className="number">{writtenTime(visit.openedAt)}</td>
                    <td>
                      <Who visit={visit} remembered={remembered} onOpen={onOpen} />
                    </td>
                    <td>{reason ? say(reason) : '·'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type TodayListProps = {
  list: Visits;
  remembered: Remembered;
  withNames: boolean;
  titleRef: RefObject<HTMLHeadingElement | null>;
  onNames: (on: boolean) => void;
  onRefresh: () => void;
  onOpen: (visit: Visit) => void;
};

/** The visits of the day, newest first. Names are shown when they are asked for: that is a look. */
export function TodayList(props: TodayListProps) {
  const { say } = useSpeech();
  const { list, remembered, withNames, titleRef, onNames, onRefresh, onOpen } = props;
  const nodes = list.value?.nodes ?? [];
  return (
    <section className="panel list today" aria-labelledby="today-title">
      <header className="panel-head">
        <h2 id="today-title" tabIndex={-1} ref={titleRef}>
          {say(words.today)} <span className="count">{list.value?.total ?? 0}</span>
        </h2>
        <Age list={list} />
        <button type="button" className="quiet" onClick={onRefresh}>
          {say(shellWords.refresh)}
        </button>
        <button
          type="button"
          className="quiet"
          aria-pressed={withNames}
          title={say(words.namesOnRecord)}
          onClick={() => onNames(!withNames)}
        >
          {say(withNames ? words.hideNames : words.showNames)}
        </button>
      </header>
      {nodes.length === 0 ? (
        <p className="empty">{list.value ? say(words.todayEmpty) : say(shellWords.waiting)}</p>
      ) : (
        <div className="rows">
          <table>
            <Columns names={[words.time, words.patient, words.result, words.state]} />
            <tbody>
              {nodes.map((visit) => {
                const arrival = standingArrival(visit);
                const outcome = arrival?.outcome ? entitlementNames[arrival.outcome] : null;
                return (
                  <tr key={visit.id}>
                    <td className="number">{writtenTime(visit.openedAt)}</td>
                    <td>
                      <Who visit={visit} remembered={remembered} onOpen={onOpen} />
                    </td>
                    <td>{outcome ? say(outcome) : '·'}</td>
                    <td>
                      <span className={`state state-${visit.state.toLowerCase()}`}>
                        {say(visitStates[visit.state] ?? { vi: visit.state, en: visit.state })}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type WhoProps = { visit: Visit; remembered: Remembered; onOpen: (visit: Visit) => void };

function Who({ visit, remembered, onOpen }: WhoProps) {
  const { say } = useSpeech();
  const name = visit.resident?.fullName ?? remembered.get(visit.id)?.fullName;
  const card = standingArrival(visit)?.cardNumber;
  return (
    <button type="button" className="link" onClick={() => onOpen(visit)}>
      {name ? (
        <span lang="vi">{name}</span>
      ) : (
        <span className="number">{card ? masked(card) : visit.id.slice(0, 8)}</span>
      )}
      <span className="unseen"> {say(words.open)}</span>
    </button>
  );
}

/** How old a list is that could not be fetched anew. */
function Age({ list }: { list: Visits }) {
  const { say } = useSpeech();
  if (!list.failed) return null;
  return (
    <p className="stale" role="status">
      {list.at && `${say(shellWords.stale)} ${writtenTime(list.at)}, `}
      {say(shellWords.notRefreshed)}
    </p>
  );
}
