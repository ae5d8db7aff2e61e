import { useState } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import type { Asked } from '../shell/use-ask.js';
import { writtenDate } from '../shell/written.js';
import { ActState } from './act-state.js';
import { AskReason } from './ask-reason.js';
import { contestStates, sideNames, words } from './money-wording.js';
import type { PartProps } from './part.js';
import { type Contest, type Contests, withdrawContest } from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords } from './wording.js';

/** What was contested about the school's pupils, and where it stands. */
export function ContestsPanel({ box, contests }: PartProps & { contests: Asked<Contests> }) {
  const { say } = useSpeech();
  const withdraw = useAct<Contest>(box, withdrawContest, 'WITHDRAW', contests.refresh);
  const [leaving, setLeaving] = useState<Contest | null>(null);
  return (
    <section className="panel contests" aria-labelledby="contests-title">
      <h2 id="contests-title">{say(words.contests)}</h2>
      <ActState act={withdraw.act} sending={words.withdrawing} />
      <Answered asked={contests} waiting={words.loadingContests}>
        {(value) => {
          const nodes = value.school?.exemptionContests?.nodes ?? [];
          if (nodes.length === 0) return <p className="empty">{say(words.noContests)}</p>;
          return (
            <div className="rows">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say(deskWords.pupil)}</th>
                    <th scope="col">{say(words.askedOn)}</th>
                    <th scope="col">{say(deskWords.standing)}</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.toReversed().map((contest) => (
                    <tr key={contest.id} data-contest={contest.state}>
                      <th scope="row" lang="vi">
                        {contest.resident?.fullName ?? '·'}
                        {contest.entries[0]?.reason && (
                          <small className="under">{contest.entries[0].reason}</small>
                        )}
                      </th>
                      <td className="number">
                        {writtenDate(contest.askedOn)}
                        <small className="under">
                          {sideNames[contest.contestedBy]
                            ? say(sideNames[contest.contestedBy]!)
                            : contest.contestedBy}
                        </small>
                      </td>
                      <td>
                        {say(contestStates[contest.state]!)}
                        {contest.decided && <strong> {contest.decided.rate}%</strong>}
                        {contest.state === 'OPEN' && (
                          <small className="under">
                            {say(words.decideBy)} {writtenDate(contest.decideBy)}
                            {contest.isOverdue && ` (${say(words.overdue)})`}
                          </small>
                        )}
                        {contest.state === 'OPEN' && contest.contestedBy === 'SCHOOL' && (
                          <button type="button" onClick={() => setLeaving(contest)}>
                            {say(words.withdraw)}
                            <span className="unseen"> {contest.resident?.fullName}</span>
                          </button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answered>
      {leaving && (
        <AskReason
          title={words.withdraw}
          of={leaving.resident?.fullName ?? ''}
          label={words.withdrawWhy}
          onReason={(reason) => withdraw.send({ contest: leaving.id, reason })}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  );
}
